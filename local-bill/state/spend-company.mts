/** The Spend & Expense company that the token belongs to. */
export const spendCompanyUuid = 'cmp_7d6ff3a4-0c1e-4b1b-9a55-2f1f5f1c7e01';

/** A text table with a heading. The first column is left-aligned, the numbers are right-aligned. */
export function table(heading: string[], rows: string[][]): string {
	const all = [heading, ...rows];
	const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column].length)));
	const line = (row: string[]) =>
		row
			.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
			.join('   ');
	return [
		line(heading),
		widths.map((width) => '-'.repeat(width)).join('   '),
		...rows.map(line),
	].join('\n');
}

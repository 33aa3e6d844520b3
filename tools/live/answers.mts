import axios, { type AxiosError, type AxiosResponse } from 'axios';

/** One answer of a BILL, without what was asked: secrets are not kept. */
export interface Answer {
	method: string;
	/** From /connect on. */
	path: string;
	status: number;
	/** The first code of an error. */
	code?: string;
	body: unknown;
}

/** Keeps every answer until it is stopped, sign-in and downloads aside. */
export function recordAnswers() {
	const answers: Answer[] = [];
	const keep = (response?: AxiosResponse) => {
		if (!response) return;
		const { pathname } = new URL(response.config.url ?? '');
		const isFile = response.config.responseType === 'arraybuffer';
		if (isFile || pathname.endsWith('/v3/login')) return;
		const body: unknown = response.data;
		const [first] = Array.isArray(body) ? (body as Array<{ code?: string }>) : [];
		answers.push({
			method: (response.config.method ?? 'get').toUpperCase(),
			path: pathname,
			status: response.status,
			code: response.status >= 400 ? first?.code : undefined,
			body,
		});
	};
	const number = axios.interceptors.response.use(
		(response) => {
			keep(response);
			return response;
		},
		(error: AxiosError) => {
			keep(error.response);
			throw error;
		},
	);
	return {
		/** Ends it and gives the answers in their order. */
		stop(): Answer[] {
			axios.interceptors.response.eject(number);
			return answers;
		},
	};
}

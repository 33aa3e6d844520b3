import axios, { type AxiosError, type AxiosResponse } from 'axios';

/** One response of a BILL, without its request, so that no secrets are stored. */
export interface Answer {
	method: string;
	/** Path, starting at /connect. */
	path: string;
	status: number;
	/** The first error code. */
	code?: string;
	body: unknown;
}

/** Records every response until stopped, except sign-in and downloads. */
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
		/** Stops recording and returns the responses in order. */
		stop(): Answer[] {
			axios.interceptors.response.eject(number);
			return answers;
		},
	};
}

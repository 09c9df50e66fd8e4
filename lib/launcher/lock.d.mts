/** What a process that holds a lock says of itself. */
export type Holder = { pid?: number; command?: string; url?: string; stopping?: boolean };
export type Lock = { release(): void; holder?: undefined };

export const root: string;
export const projectLock: string;
export function takeLock(name: string, answer: () => Holder): Promise<Lock | { holder: Holder }>;

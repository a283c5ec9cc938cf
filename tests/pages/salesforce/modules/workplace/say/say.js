import { language } from 'workplace/settings';
import { wordIn } from 'workplace/words';

/** @param {string} english @param {...string} parts @returns {string} in the person's language */
export const say = (english, ...parts) => wordIn(english, language, ...parts);

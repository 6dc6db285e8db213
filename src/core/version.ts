/** The version that plan documents name as their producer; the same as in package.json. */

export const VERSION = "0.1.0";

/** What a shop of its own changes first. */
export const shopName = 'Your SaaS';

/** The language of every text here, and so of prices and dates. */
export const language = 'en-US';

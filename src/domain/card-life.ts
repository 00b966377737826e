/**
 * A client stops pressing a card after 14 days, so one that waits for somebody is sent anew on day 13. Half a day less,
 * because this runs once a morning.
 */
export const CARD_LIFE_MILLISECONDS = 12.5 * 24 * 3_600_000;

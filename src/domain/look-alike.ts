/**
 * Texts that say much the same: cosine of TF-IDF vectors over character bigrams, which beat dictionary words for Chinese
 * and need no dictionary. Term frequency is damped (1 + ln tf), idf = ln((1 + N) / (1 + df)) + 1. An inverted index:
 * a question touches only the texts that share a bigram with it.
 */
export type LookAlikeIndex = {
  /** A key that is known already keeps its text. */
  add(key: number, text: string): void;
  has(key: number): boolean;
  readonly size: number;
  /** The most alike first; likeness is 0 to 1, ties by the smaller key. */
  find(text: string, limit: number, isWanted?: (key: number) => boolean): LookAlike[];
};
export type LookAlike = { readonly key: number; readonly likeness: number };

/** Norms depend on how rare each bigram is, so they drift as texts come in; they are reckoned anew this often. */
const RENEW_NORMS_AT_GROWTH = 1.1;

export function createLookAlikeIndex(): LookAlikeIndex {
  const keys: number[] = [];
  const places = new Map<number, number>();
  const postings = new Map<string, Postings>();
  let norms = new Float64Array(1024);
  let sums = new Float64Array(1024);
  let normsFor = 0;

  const idf = ({ count }: Postings): number => Math.log((1 + keys.length) / (1 + count)) + 1;

  const renewNorms = (): void => {
    norms.fill(0);
    for (const posting of postings.values()) {
      const rarity = idf(posting);
      for (let at = 0; at < posting.count; at += 1) {
        const weight = posting.weights[at]! * rarity;
        norms[posting.places[at]!]! += weight * weight;
      }
    }
    for (let place = 0; place < keys.length; place += 1) norms[place] = Math.sqrt(norms[place]!);
    normsFor = keys.length;
  };

  const addOne = (key: number, text: string): void => {
    const place = keys.length;
    keys.push(key);
    places.set(key, place);
    if (place >= norms.length) {
      norms = grown(norms);
      sums = new Float64Array(norms.length);
    }
    let square = 0;
    for (const [term, frequency] of bigramsOf(text)) {
      const posting = postings.get(term) ?? newPostings();
      if (posting.count === 0) postings.set(term, posting);
      const weight = damped(frequency);
      push(posting, place, weight);
      square += (weight * idf(posting)) ** 2;
    }
    norms[place] = Math.sqrt(square);
  };

  return {
    add: (key, text) => {
      if (!places.has(key)) addOne(key, text);
    },
    has: (key) => places.has(key),
    get size() {
      return keys.length;
    },
    find: (text, limit, isWanted = () => true) => {
      if (keys.length > normsFor * RENEW_NORMS_AT_GROWTH) renewNorms();
      const touched: number[] = [];
      let square = 0;
      for (const [term, frequency] of bigramsOf(text)) {
        const posting = postings.get(term) ?? newPostings();
        const rarity = idf(posting);
        const weight = damped(frequency) * rarity;
        square += weight * weight;
        for (let at = 0; at < posting.count; at += 1) {
          const place = posting.places[at]!;
          if (sums[place] === 0) touched.push(place);
          sums[place]! += weight * posting.weights[at]! * rarity;
        }
      }
      const best: LookAlike[] = [];
      const norm = Math.sqrt(square);
      for (const place of touched) {
        const likeness = Math.min(1, sums[place]! / (norm * norms[place]!));
        sums[place] = 0;
        keepBest(best, { key: keys[place]!, likeness }, limit, isWanted);
      }
      return best;
    },
  };
}

type Postings = { count: number; places: Int32Array; weights: Float32Array };

const newPostings = (): Postings => ({ count: 0, places: new Int32Array(2), weights: new Float32Array(2) });

function push(posting: Postings, place: number, weight: number): void {
  if (posting.count === posting.places.length) {
    posting.places = widened(posting.places, new Int32Array(posting.count * 2));
    posting.weights = widened(posting.weights, new Float32Array(posting.count * 2));
  }
  posting.places[posting.count] = place;
  posting.weights[posting.count] = weight;
  posting.count += 1;
}

function widened<Numbers extends Int32Array | Float32Array | Float64Array>(
  old: Numbers,
  wide: Numbers,
): Numbers {
  wide.set(old);
  return wide;
}

const grown = (numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> =>
  widened(numbers, new Float64Array(numbers.length * 2));

const damped = (frequency: number): number => 1 + Math.log(frequency);

/** Insertion into a short list is cheaper than a heap. */
function keepBest(
  best: LookAlike[],
  one: LookAlike,
  limit: number,
  isWanted: (key: number) => boolean,
): void {
  const last = best.at(-1);
  if (best.length === limit && last !== undefined && !isBefore(one, last)) return;
  if (!isWanted(one.key)) return;
  if (best.length === limit) best.pop();
  let at = best.length;
  while (at > 0 && isBefore(one, best[at - 1]!)) at -= 1;
  best.splice(at, 0, one);
}

const isBefore = (left: LookAlike, right: LookAlike): boolean =>
  left.likeness > right.likeness || (left.likeness === right.likeness && left.key < right.key);

/** Pairs of neighbouring letters or digits with how often each occurs; a letter that stands alone counts as it is. */
export function bigramsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (term: string): void => void counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const run of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    const letters = [...run];
    if (letters.length === 1) count(run);
    for (let at = 1; at < letters.length; at += 1) count(letters[at - 1]! + letters[at]!);
  }
  return counts;
}

import { CAPABILITY_AREAS, type CapabilityArea, findItem } from "./scorecard.ts";
import { mostCostly, type ItemSum, type ScoredForm, sumItems } from "./scored-form.ts";

/** One form's share of what could be had in one area, 0 to 100. */
type AreaScore = { readonly area: CapabilityArea; readonly scene: string | null; readonly score: number };

export type AreaReport = {
  readonly area: CapabilityArea;
  /** Null: all scenes together. */
  readonly scene: string | null;
  readonly n: number;
  readonly mean: number;
  /** 95 % interval of the mean; null when there are too few to say. */
  readonly interval: { readonly low: number; readonly high: number } | null;
};
export type WeaknessReport = {
  readonly forms: number;
  /** Weakest first; those with too few last. */
  readonly areas: readonly (AreaReport & { readonly worst: ItemSum | null })[];
  /** Area by scene, weakest first; only those with enough. */
  readonly scenes: readonly AreaReport[];
};

/** With fewer an interval would say nothing. Ours: no written policy gives a number. */
export const LEAST_FORMS = 5;

/** Where the team loses points, by capability area and scene: what the next training is about. */
export function weaknessesOf(
  forms: readonly (ScoredForm & { readonly scene: string | null })[],
): WeaknessReport {
  const scores = forms.flatMap(areaScores);
  const sums = sumItems(forms);
  const areas = CAPABILITY_AREAS.flatMap((area) => {
    const own = scores.filter((score) => score.area === area);
    const worst = mostCostly(sums.filter(({ item }) => item.areas.includes(area)));
    return own.length === 0 ? [] : [{ ...reportOf(area, null, own), worst }];
  });
  const scenes = CAPABILITY_AREAS.flatMap((area) => {
    const named = new Set(scores.flatMap(({ scene }) => scene ?? []));
    return [...named].flatMap((scene) => {
      const own = scores.filter((score) => score.area === area && score.scene === scene);
      return own.length < LEAST_FORMS ? [] : [reportOf(area, scene, own)];
    });
  });
  return { forms: forms.length, areas: areas.sort(weakestFirst), scenes: scenes.sort(weakestFirst) };
}

function areaScores({
  evaluation,
  scorecard,
  scene,
}: ScoredForm & { readonly scene: string | null }): AreaScore[] {
  return CAPABILITY_AREAS.flatMap((area) => {
    let [earned, possible] = [0, 0];
    for (const { itemId, share } of evaluation.items) {
      const item = findItem(scorecard, itemId);
      if (share === null || item === undefined || !item.areas.includes(area)) continue;
      earned += item.weight * share;
      possible += item.weight;
    }
    return possible === 0 ? [] : [{ area, scene, score: 100 * (earned / possible) }];
  });
}

function reportOf(area: CapabilityArea, scene: string | null, scores: readonly AreaScore[]): AreaReport {
  const n = scores.length;
  const mean = scores.reduce((sum, { score }) => sum + score, 0) / n;
  if (n < LEAST_FORMS) return { area, scene, n, mean, interval: null };
  const variance = scores.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(n - 1) * Math.sqrt(variance / n);
  const interval = { low: Math.max(0, mean - half), high: Math.min(100, mean + half) };
  return { area, scene, n, mean, interval };
}

const weakestFirst = (left: AreaReport, right: AreaReport): number =>
  Number(left.interval === null) - Number(right.interval === null) || left.mean - right.mean;

const Z = 1.959963984540054;

/** The 97.5 % quantile of Student's t, from that of the normal (Abramowitz and Stegun 26.7.5). */
function studentQuantile(freedom: number): number {
  const z2 = Z * Z;
  const first = (Z * (z2 + 1)) / 4;
  const second = (Z * ((5 * z2 + 16) * z2 + 3)) / 96;
  const third = (Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384;
  return Z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}

// Twin of course/models/capacity.py.

/** Target minus now, never below zero. */
export function capacityGap(now, target) { return Math.max(0, target - now); }

/** The ids with the largest gap; none when all gaps are zero. */
export function widestGaps(gaps) {
  const most = Math.max(0, ...Object.values(gaps));
  return most ? Object.keys(gaps).filter((id) => gaps[id] === most) : [];
}

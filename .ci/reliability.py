#!/usr/bin/env python3
"""Print how often the likeliest vote is the right one, by its stated probability.

usage: reliability.py GOLD_DIR FINDINGS.json [GOLD_DIR FINDINGS.json …]

A finding counts where it touches a gold claim about one vote that the reference holds; it is right when its
first candidate is that vote. Needs ../shared/eval/score.py for the placing of findings.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "eval"))
import score  # noqa: E402

BINS = [0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.01]


def rows(gold_dir, report):
    docs, _, _, _ = score.load(gold_dir, report)
    for claims, findings in docs:
        for f in findings:
            best = [c for c in f.get("candidates") or [] if c["record"] != "a vote that is not held"][:1]
            over = [c for c in claims if c["type"] != "non_claim" and score.shared(c["span"], f["span"])]
            over = [c for c in over if c["in_reference"] and c["resolution"] and ";" not in c["resolution"] and "/" in c["resolution"]]
            if best and over:
                claim = max(over, key=lambda c: score.shared(c["span"], f["span"]))
                yield best[0]["probability"], score.cites({"evidence": best}, claim)


def main(argv):
    if len(argv) < 2 or len(argv) % 2:
        sys.exit(__doc__)
    found = []
    for gold, path in zip(argv[::2], argv[1::2]):
        with open(path, encoding="utf-8") as f:
            found += rows(gold, json.load(f))
    print(f"{'probability':>14} {'findings':>9} {'stated':>8} {'right':>8}")
    for low, high in zip(BINS, BINS[1:]):
        part = [(p, ok) for p, ok in found if low <= p < high]
        if part:
            stated = sum(p for p, _ in part) / len(part)
            right = sum(ok for _, ok in part) / len(part)
            print(f"{low:6.2f} to {min(high, 1):4.2f} {len(part):9} {stated:8.2f} {right:8.2f}")


main(sys.argv[1:])

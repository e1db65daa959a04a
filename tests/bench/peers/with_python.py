"""Scoring PHQ-9s in plain Python: total, how severe, and whether item 9 asks for a talk now."""

import sys
import time

BANDS = ((4, "minimal"), (9, "mild"), (14, "moderate"), (19, "moderately severe"), (27, "severe"))
ITEMS = tuple(f"q{q}" for q in range(1, 10))


def responses():
    return [
        {f"q{q}": (n * 7 + q * q + n // 11 * q) % 4 for q in range(1, 10)} for n in range(1000)
    ]


def score(answers):
    if any(item not in answers for item in ITEMS):
        return None
    total = sum(answers[item] for item in ITEMS)
    band = next(name for most, name in BANDS if total <= most)
    return total, band, answers["q9"] > 0


def main():
    known = responses()
    for line in sys.stdin:
        count = int(line)
        began = time.perf_counter()
        found = 0
        for n in range(count):
            found += score(known[n % len(known)])[0]
        print(f"{time.perf_counter() - began:.9f} {found}", flush=True)


main()

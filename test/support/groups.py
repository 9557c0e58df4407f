"""How well a grouping agrees with labels: pairwise F1 and B-cubed F1 (Bagga and Baldwin, 1998)."""
import collections


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_labels(labels, ids):
    """(id → group, pairs that nobody scores) of {"groups": [{"ids", "near"}], "unsure_pairs"}."""
    group = {i: ("alone", i) for i in ids}
    unsure = {frozenset(pair) for pair in labels.get("unsure_pairs", [])}
    for number, one in enumerate(labels["groups"]):
        for i in one["ids"]:
            if i in group:
                group[i] = ("group", number)
            unsure |= {frozenset((i, near)) for near in one.get("near", [])}
    return group, unsure


def score(gold, predicted, unsure):
    """(pairwise F1, B-cubed F1); an unsure pair counts in neither."""

    def members(assignment):
        out = collections.defaultdict(set)
        for i, name in assignment.items():
            out[name].add(i)
        return out

    true_groups, found_groups = members(gold), members(predicted)
    true = found = both = 0
    precision = recall = 0.0
    for i in gold:
        scored = lambda group: {j for j in group if frozenset((i, j)) not in unsure}
        g, p = scored(true_groups[gold[i]]), scored(found_groups[predicted[i]])
        true, found, both = true + len(g) - 1, found + len(p) - 1, both + len(g & p) - 1
        precision += len(g & p) / len(p)
        recall += len(g & p) / len(g)
    return (f1(both / max(found, 1), both / max(true, 1)), f1(precision / len(gold), recall / len(gold)))

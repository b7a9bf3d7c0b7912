"""The reader's network: one MiniLM encoder, one output matrix, and the losses of its heads.

Tag layers are linear-chain CRFs over BIOES (Lafferty et al. 2001) with impossible transitions shut
off. Pointers and argument links are dot products of projected tokens with a learned bias for the
distance, so that at reading time numpy can score just the pairs that are asked for.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own custom
from transformers import BertConfig, BertModel

from accordingto.model import MarkLabel
from accordingto.read.labels import (
    ARGUMENT_SIZE,
    DISTANCE_BUCKETS,
    FURTHER,
    NULL_BUCKET,
    OUTPUTS,
    POINTER_SIZE,
    POINTERS,
    ROLES,
    TAGS,
    distance_bucket,
)
from accordingto.read.viterbi import ALLOWED, IMPOSSIBLE
from training.data import ALL_LAYERS, HELPING_LAYERS, MASKED, PLOVER, Batch

LONGEST = 512
FIRST_PAIRED = OUTPUTS.pointers[POINTERS[0]][0].start
"""From this column on, outputs are queries and keys; a layer of their own stands before them, since
which words belong together is another question than what each of them is (Dozat and Manning 2017)."""
HELPING = slice(FURTHER.width, FURTHER.width + len(HELPING_LAYERS) * len(TAGS))
CATEGORY = slice(HELPING.stop, HELPING.stop + len(PLOVER))
"""Columns of heads that help the encoder along; the exported weights end before them."""


class Network(nn.Module):
    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        config.attention_probs_dropout_prob = 0.0  # a fifth of a step went into its random numbers
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(config.hidden_size, CATEGORY.stop)
        self.pair = nn.Linear(config.hidden_size, config.hidden_size)
        self.pair_out = nn.Linear(config.hidden_size, config.hidden_size)
        nn.init.zeros_(self.pair_out.weight)  # a network trained without it goes on where it was
        nn.init.zeros_(self.pair_out.bias)
        self.transitions = nn.Parameter(torch.zeros(len(ALL_LAYERS), len(TAGS), len(TAGS)))
        self.pointer_bias = nn.Parameter(torch.zeros(len(POINTERS), DISTANCE_BUCKETS))
        self.argument_bias = nn.Parameter(torch.zeros(len(ROLES), DISTANCE_BUCKETS))
        self.argument_offset = nn.Parameter(torch.full((len(ROLES),), -2.0))
        self.class_weights: dict[str, Tensor] = {}
        self.argument_weight = 8.0
        self.register_buffer("allowed", torch.from_numpy(ALLOWED), persistent=False)
        distances = torch.arange(-LONGEST, LONGEST + 1)
        buckets = torch.tensor([distance_bucket(int(d)) for d in distances])
        self.register_buffer("buckets", buckets, persistent=False)

    def weigh_classes(self, counts: dict[str, list[int]]) -> None:
        """Weigh each class by the inverse square root of its count: denials are one claim in thirty."""
        for name, numbers in counts.items():
            weight = 1 / torch.tensor(numbers).clamp(min=1).sqrt()
            share = torch.tensor(numbers) / sum(numbers)
            self.class_weights[name] = weight / (weight * share).sum()

    def forward(self, ids: Tensor, mask: Tensor | None, segments: Tensor) -> Tensor:
        """[windows, length] -> [windows, length, columns], those of `OUTPUTS` first."""
        hidden = self.encoder(ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        hidden = self.dropout(hidden)
        paired = hidden + self.pair_out(F.gelu(self.pair(hidden)))
        weight, bias = self.head.weight, self.head.bias
        first, last = FIRST_PAIRED, OUTPUTS.width
        spans = F.linear(hidden, weight[:first], bias[:first])
        pairs = F.linear(paired, weight[first:last], bias[first:last])
        further = F.linear(hidden, weight[last:], bias[last:])
        return torch.cat([spans, pairs, further], dim=-1)

    # -- losses -------------------------------------------------------------

    def losses(self, out: Tensor, batch: Batch) -> dict[str, Tensor]:
        """Loss of each head on one batch; a head without targets is left out."""
        out = out.float()
        found: dict[str, Tensor] = {}
        blocks = [out[..., columns] for columns in (OUTPUTS.tags, FURTHER.tags, HELPING)]
        emissions = torch.cat(blocks, dim=-1).unflatten(-1, (len(ALL_LAYERS), len(TAGS))).transpose(1, 2)
        found |= self.tag_losses(emissions, torch.from_numpy(batch.tags))
        for name, items in batch.classes.items():
            where = torch.tensor(items)
            logits = out[where[:, 0], where[:, 1]][:, OUTPUTS.classes[name]]
            weight = self.class_weights.get(name)
            found[name] = F.cross_entropy(logits, where[:, 2], weight=weight, label_smoothing=0.05)
        for name, items in batch.pointers.items():
            where = torch.tensor(items)
            found["to-" + name] = self.pointer_loss(out, torch.from_numpy(batch.mask), name, where)
        if batch.arguments:
            found["arguments"] = self.argument_loss(out, batch)
        return found | incident_losses(out, batch)

    def tag_losses(self, emissions: Tensor, tags: Tensor) -> dict[str, Tensor]:
        """CRF negative log-likelihood, summed over a batch and divided by 24 tokens a window-layer."""
        picked = tags[:, :, 1] != MASKED
        if not bool(picked.any()):
            return {}
        layer = torch.arange(len(ALL_LAYERS)).expand(tags.shape[:2])[picked]
        nll = self.crf(emissions[picked][:, 1:], tags[picked][:, 1:], layer)
        return {"tags": nll.sum() / (tags.shape[0] * 24)}

    def crf(self, emissions: Tensor, tags: Tensor, layer: Tensor) -> Tensor:
        """Negative log-likelihood [sequences] of tags [sequences, length], MASKED at the end."""
        transitions = (self.transitions + self.allowed)[layer]
        valid = tags != MASKED
        gold = tags.clamp(min=0)
        score = (emissions.gather(2, gold.unsqueeze(2)).squeeze(2) * valid).sum(1)
        pairs = transitions[torch.arange(len(layer)).unsqueeze(1), gold[:, :-1], gold[:, 1:]]
        score = score + (pairs * valid[:, 1:]).sum(1)
        alpha = emissions[:, 0]
        for at in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(2) + transitions, 1) + emissions[:, at]
            alpha = torch.where(valid[:, at].unsqueeze(1), step, alpha)
        return torch.logsumexp(alpha, 1) - score

    def pointer_scores(self, out: Tensor, name: str, where: Tensor) -> Tensor:
        """Scores [items, length] from the tokens `where` [items, (row, position, ...)] to all."""
        query, key = OUTPUTS.pointers[name]
        q = out[where[:, 0], where[:, 1]][:, query]
        k = out[..., key][where[:, 0]]
        scores = torch.einsum("id,ild->il", q, k) / math.sqrt(POINTER_SIZE)
        bias = self.pointer_bias[POINTERS.index(name)]
        return scores + self.distance_bias(bias, where[:, 1], out.shape[1], null_first=True)

    def distance_bias(self, bias: Tensor, positions: Tensor, length: int, null_first: bool) -> Tensor:
        distance = torch.arange(length).unsqueeze(0) - positions.unsqueeze(1)
        buckets = self.buckets[distance + LONGEST]
        if null_first:
            buckets = buckets.clone()
            buckets[:, 0] = NULL_BUCKET
        return bias[buckets]

    def pointer_loss(self, out: Tensor, mask: Tensor, name: str, where: Tensor) -> Tensor:
        if len(where) > 300:  # every token of a content points; a sample says as much
            where = where[torch.randperm(len(where))[:300]]
        scores = self.pointer_scores(out, name, where)
        scores = scores.masked_fill(mask[where[:, 0]] == 0, float(IMPOSSIBLE))
        return F.cross_entropy(scores, where[:, 2])

    def argument_scores(self, out: Tensor, role: MarkLabel, where: Tensor) -> Tensor:
        """Logits [triggers, length] that a token belongs to an argument of the trigger."""
        query, key = OUTPUTS.arguments[role]
        q = out[where[:, 0], where[:, 1]][:, query]
        k = out[..., key][where[:, 0]]
        scores = torch.einsum("id,ild->il", q, k) / math.sqrt(ARGUMENT_SIZE)
        index = ROLES.index(role)
        bias = self.distance_bias(self.argument_bias[index], where[:, 1], out.shape[1], null_first=False)
        return scores + bias + self.argument_offset[index]

    def argument_loss(self, out: Tensor, batch: Batch) -> Tensor:
        """Binary cross-entropy over tokens; tokens in no span of the role weigh a tenth."""
        where = torch.tensor([(row, at) for row, at, _ in batch.arguments])
        tags, mask = torch.from_numpy(batch.tags), torch.from_numpy(batch.mask)
        total, weight = out.new_zeros(()), out.new_zeros(())
        for role in ROLES:
            scores = self.argument_scores(out, role, where)
            target = torch.zeros_like(scores)
            for i, (_, _, roles) in enumerate(batch.arguments):
                target[i, roles[role]] = 1.0
            in_span = (tags[:, ALL_LAYERS.index(role)] > 0)[where[:, 0]]
            w = torch.where(in_span | (target > 0), 1.0, 0.1) * mask[where[:, 0]]
            total = total + (F.binary_cross_entropy_with_logits(scores, target, reduction="none") * w).sum()
            weight = weight + w.sum()
        return self.argument_weight * total / weight


def incident_losses(out: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Types of incidents at their fillers and at [CLS], and the category of a coded sentence."""
    found: dict[str, Tensor] = {}
    if batch.fillers:
        where = torch.tensor(batch.fillers)
        logits = out[where[:, 0], where[:, 1]][:, FURTHER.filler]
        found["filler"] = F.cross_entropy(logits, where[:, 2], label_smoothing=0.05)
    if batch.incidents:
        rows = torch.tensor([row for row, _ in batch.incidents])
        told = torch.tensor([types for _, types in batch.incidents])
        logits = out[rows, 0][:, FURTHER.incidents]
        found["incidents"] = F.binary_cross_entropy_with_logits(logits, told, reduction="sum") / len(rows)
    if batch.categories:
        rows = torch.tensor([row for row, _ in batch.categories])
        kinds = torch.tensor([kind for _, kind in batch.categories])
        found["category"] = F.cross_entropy(out[rows, 0][:, CATEGORY], kinds)
    return found

"""The event model as a PyTorch network: one small encoder, a head for each thing to tell."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from vanellus.coding.labels import (
    CONTEXTS,
    KINDS,
    MENTIONS,
    MODES,
    RELATIONS,
    ROLES,
    SHAPES,
    STATUSES,
    TRIGGERS,
)

VECTOR = 64
"""Width of a sentence's vector, by which linking compares wording."""

OUTPUTS = (
    "mentions",
    "triggers",
    "statuses",
    "modes",
    "arcs",
    "contexts",
    "kinds",
    "relation",
    "relation_status",
    "relation_mode",
    "relation_table",
    "vector",
)


class EventModel(nn.Module):
    """Reads tokens, gives the scores of every head at once.

    Token heads are dense: status and mode are told at every token and read off at those of a
    trigger; an arc's score from token i to token j says what j's mention is to i's event.
    """

    def __init__(self, encoder: BertModel, *, arc_width: int = 96, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(dropout)
        self.mentions = nn.Linear(width, len(MENTIONS))
        self.triggers = nn.Linear(width, len(TRIGGERS))
        self.statuses = nn.Linear(width, len(STATUSES))
        self.modes = nn.Linear(width, len(MODES))
        self.heads = nn.Linear(width, arc_width)
        self.tails = nn.Linear(width, arc_width)
        self.arcs = nn.Parameter(torch.empty(len(ROLES), arc_width + 1, arc_width + 1))
        nn.init.normal_(self.arcs, std=0.02)
        self.contexts = nn.Linear(width, len(CONTEXTS))
        self.kinds = nn.Linear(width, len(KINDS))
        self.pair = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.relation = nn.Linear(width, len(RELATIONS))
        self.relation_status = nn.Linear(width, len(STATUSES))
        self.relation_mode = nn.Linear(width, len(MODES))
        self.relation_table = nn.Linear(width, len(RELATIONS))
        self.vector = nn.Linear(width, VECTOR)
        self.vector.requires_grad_(requires_grad=False)

    def set_vectors(self, wholes: Tensor) -> None:
        """Makes a sentence's vector the leading principal components of `wholes`, the mean states
        (sentences, width) of many sentences.
        """
        mean = wholes.mean(0)
        _, _, directions = torch.linalg.svd(wholes - mean, full_matrices=False)
        with torch.no_grad():
            self.vector.weight.copy_(directions[:VECTOR])
            self.vector.bias.copy_(-directions[:VECTOR] @ mean)

    @staticmethod
    def from_pretrained(folder: Path) -> EventModel:
        """A model whose encoder starts from the weights in `folder`, its heads from chance."""
        return EventModel(
            BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        )

    def forward(
        self, tokens: Tensor, mask: Tensor, shapes: Tensor, markers: Tensor
    ) -> tuple[Tensor, ...]:
        """The scores named in OUTPUTS, before softmax or sigmoid.

        Args:
            tokens: (batch, length) vocabulary indices.
            mask: (batch, length), 1 where there is a token.
            shapes: (batch, length) indices in SHAPES.
            markers: (batch, 2) positions of the first markers of actor and recipient; zeros where
                no parties are marked (the relation heads then tell nothing).
        """
        states, whole = self.read(tokens, mask, shapes)
        one = torch.ones_like(states[..., :1])
        heads = torch.cat([nn.functional.gelu(self.heads(states)), one], dim=-1)
        tails = torch.cat([nn.functional.gelu(self.tails(states)), one], dim=-1)
        arcs = torch.einsum("bih,rhd,bjd->bijr", heads, self.arcs, tails)
        rows = torch.arange(tokens.shape[0], device=tokens.device)
        parties = torch.cat([states[rows, markers[:, 0]], states[rows, markers[:, 1]]], dim=-1)
        pair = self.pair(torch.cat([states[:, 0], parties], dim=-1))
        return (
            self.mentions(states),
            self.triggers(states),
            self.statuses(states),
            self.modes(states),
            arcs,
            self.contexts(whole),
            self.kinds(whole),
            self.relation(pair),
            self.relation_status(pair),
            self.relation_mode(pair),
            self.relation_table(pair),
            nn.functional.normalize(self.vector(whole), dim=-1),
        )

    def read(self, tokens: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """The states of the tokens, (batch, length, width), and their mean, (batch, width)."""
        # Added to the word vectors, so that the positions and the norm come after it.
        vectors = self.encoder.embeddings.word_embeddings(tokens) + self.shapes(shapes)
        hidden = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        states = self.dropout(hidden)
        weight = mask.unsqueeze(-1).to(states.dtype)
        return states, (states * weight).sum(1) / weight.sum(1)

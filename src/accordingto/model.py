"""Every noun of accordingto, in the order in which the path makes them.

    Original -> Report -> Reading -> ClaimSheet -> (ledger) -> claims out

All are frozen. Offsets are half-open `[start, end)` code points of `Report.text`. Not knowing is a
value: `None` for a bound that the words leave open, `Unresolved` for a name or date that could not
be settled, never a default. Vocabularies follow `../shared/gold/GUIDE.md`, the annotation guide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# ---------------------------------------------------------------------------
# shared by all nouns
# ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch `[start, end)` of a report's text, in code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class IssueCode(StrEnum):
    """Everything that can be wrong with what came in. Each is explained in docs/issues.md."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too-large"
    LINE_TOO_LONG = "line-too-long"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not-a-file"
    BAD_ENCODING = "bad-encoding"
    BAD_HTML = "bad-html"
    BAD_RECORD = "bad-record"
    NO_TEXT = "no-text"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_FORMAT = "unknown-format"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something the program could not process, with the place, in words for a person."""

    code: IssueCode
    place: str
    """Where: a path, with the line of a record where there is one: `reports.jsonl:12`."""
    message: str
    """What is wrong and what was done about it, one sentence."""
    report: str | None = None
    """Id of the report concerned, when one came to be."""
    fatal: bool = True
    """Whether the report was left out; False when it was read all the same."""


class Field(StrEnum):
    """The fields of a claim that can be right or wrong, each with a confidence of its own."""

    TRIGGER = "trigger"
    JUDGEMENT = "judgement"
    CONTENT = "content"
    TYPE = "type"
    FACTUALITY = "factuality"
    CHAIN = "chain"
    """How many hops there are; none is the outlet's own voice."""
    SOURCE = "source"
    CUE = "cue"
    NAME = "name"
    """Whom the words of a hop's source stand for."""
    ROLE = "role"
    ACT = "act"
    ACTOR = "actor"
    ACTOR_NAME = "actor-name"
    TARGET = "target"
    TARGET_NAME = "target-name"
    PLACE = "place"
    RESOLUTION = "resolution"
    """Which gazetteer place a place's words mean, or that it stays open."""
    TIME = "time"
    DAYS = "days"
    """First and last day of the event, or that they stay open."""
    FIGURE = "figure"
    BOUNDS = "bounds"
    HARM = "harm"
    GROUP = "group"
    WEAPON = "weapon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one field rests on: the rule or model that gave it, the words, how sure."""

    rule: str
    """Name of the rule (`figures.at-least`) or of the model head (`reader.type`)."""
    span: Span | None = None
    confidence: float | None = None
    """Probability in [0, 1] as the model or rule gives it; None where a rule has no measure."""
    field: Field | None = None
    """What it is evidence for; None for what is no field of a claim (a loaded word, an overreach), and in
    entries that a ledger before version 3 holds."""
    calibrated: float | None = None
    """Probability in [0, 1] that the field is right, fitted on reports that were not trained on; None
    where no calibration belongs to the reader."""


def confidence_of(evidence: tuple[Evidence, ...], wanted: Field) -> float | None:
    """The calibrated confidence of a field; None where the evidence has none."""
    return next((one.calibrated for one in evidence if one.field is wanted), None)


# ---------------------------------------------------------------------------
# Original -> Report
# ---------------------------------------------------------------------------


class MediaType(StrEnum):
    """What kind of bytes an original is."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    JSON = "application/json"
    CSV = "text/csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What arrived, byte for byte. One record of a JSONL or CSV file is an original of its own."""

    place: str
    """Where it came from: `path` or `path:line`."""
    media_type: MediaType
    content: bytes
    sha256: str
    """Hex SHA-256 of `content`."""


class SectionKind(StrEnum):
    """What a stretch of a report is; furniture and captions are kept and marked, never claims."""

    MASTHEAD = "masthead"
    TITLE = "title"
    DATELINE = "dateline"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of the text that is one kind of thing."""

    kind: SectionKind
    span: Span
    rule: str
    """Why it was held to be so, e.g. `furniture.image-prompt`."""


class DateOrigin(StrEnum):
    """Where a date of a report was found."""

    FIELD = "field"
    METADATA = "metadata"
    JSON_LD = "json-ld"
    URL = "url"
    MASTHEAD = "masthead"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """One date that a report carries for itself, with where it stood.

    `start..end` is the interval of days it may mean; a month gives its first and last day. Both
    are None when the words name no year (`August 24th`).
    """

    words: str
    start: date | None
    end: date | None
    origin: DateOrigin
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The text of an original, never changed after ingest."""

    id: str
    place: str
    original_sha256: str
    text: str
    sections: tuple[Section, ...]
    """Non-overlapping, sorted; together they hold every non-blank character."""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[FoundDate, ...] = ()
    """All of them, most trusted first: field, metadata, JSON-LD, dateline, masthead, URL."""
    extra: tuple[tuple[str, str], ...] = ()
    """Unknown fields of the record, as JSON text, kept."""

    @property
    def published(self) -> date | None:
        """The one day of publication; None when no date gives a single day or two contradict.

        A date from the record's own field decides. A month (of a URL) agrees with every day in it.
        A masthead does not count: it may be an issue's, or a page's, rather than the report's.
        """
        trusted = [d for d in self.dates if d.origin is not DateOrigin.MASTHEAD]
        if trusted and trusted[0].origin is DateOrigin.FIELD:
            trusted = trusted[:1]
        spans = [(d.start, d.end) for d in trusted if d.start is not None and d.end is not None]
        if not spans:
            return None
        first, last = max(start for start, _ in spans), min(end for _, end in spans)
        return first if first == last else None


# ---------------------------------------------------------------------------
# Report -> Reading: spans and classes, nothing resolved
# ---------------------------------------------------------------------------


class MarkLabel(StrEnum):
    """What a marked span is."""

    SPEAKER = "speaker"
    CUE = "cue"
    CONTENT = "content"
    TRIGGER = "trigger"
    ACTOR = "actor"
    TARGET = "target"
    PLACE = "place"
    TIME = "time"
    FIGURE = "figure"
    WEAPON = "weapon"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A labelled span of a report, with the reader's probability for it."""

    label: MarkLabel
    span: Span
    confidence: float


class Act(StrEnum):
    """What the speaker does by saying it."""

    STATE = "state"
    ACCUSE = "accuse"
    DENY = "deny"
    CONFIRM = "confirm"
    ESTIMATE = "estimate"
    THREATEN = "threaten"
    DEMAND = "demand"
    PROMISE = "promise"


class SpeakerRole(StrEnum):
    """What kind of speaker it is."""

    OFFICIAL = "official"
    MILITARY = "military"
    ARMED_GROUP = "armed-group"
    MEDIA = "media"
    MONITOR = "monitor"
    NGO = "ngo"
    INTL_ORG = "intl-org"
    WITNESS = "witness"
    MEDICAL = "medical"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    OTHER = "other"


class EventType(StrEnum):
    """What happened. Definitions: docs/vocabulary.md, after the annotation guide."""

    BATTLE = "battle"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    EXPLOSION = "explosion"
    CHEMICAL = "chemical"
    ATTACK = "attack"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    ABUSE = "abuse"
    DESTRUCTION = "destruction"
    CAPTURE = "capture"
    WITHDRAWAL = "withdrawal"
    MOVEMENT = "movement"
    SUPPORT = "support"
    DISPLACEMENT = "displacement"
    AID = "aid"
    AGREEMENT = "agreement"
    BREACH = "breach"
    TALKS = "talks"
    PROTEST = "protest"
    OTHER = "other"


class Factuality(StrEnum):
    """The stance of the innermost speaker towards the event."""

    ASSERTED = "asserted"
    DENIED = "denied"
    UNCERTAIN = "uncertain"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Harm(StrEnum):
    """What befell those a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    DESTROYED = "destroyed"
    CAPTURED = "captured"
    DEPLOYED = "deployed"
    OTHER = "other"


class Group(StrEnum):
    """Whom or what a figure counts."""

    CIVILIANS = "civilians"
    FIGHTERS = "fighters"
    SECURITY_FORCES = "security-forces"
    CHILDREN = "children"
    MIXED = "mixed"
    OBJECTS = "objects"
    UNSPECIFIED = "unspecified"


class LoadedKind(StrEnum):
    """What a loaded word does besides naming."""

    LABEL = "label"
    PRAISE = "praise"
    BLAME = "blame"
    EUPHEMISM = "euphemism"
    DISTANCING = "distancing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMark:
    """A word that takes a side, as marked: who uses it is not resolved."""

    span: Span
    word: str
    """The entry of the table that it is a form of ("terrorist"), or `scare quotes`."""
    kind: LoadedKind
    rule: str
    """`loaded.table` or `loaded.scare-quotes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionReading:
    """Source, cue and content of one attribution as the words stand (PolNeAR's relation)."""

    source: Mark | None
    cue: Mark | None
    content: tuple[Mark, ...]
    """One or more pieces, in order; a quote that its cue interrupts has two."""
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HopReading:
    """One hop of the chain above an event, as marked.

    `source` None with `cue` set: nobody is named ("reportedly"). With `carried`, `source` is a
    mention further up in the report whose voice goes on without a new cue, and `cue` is None.
    """

    source: Mark | None
    source_confidence: float
    """Probability that the hop points to this source; to nobody where it is None."""
    cue: Mark | None
    cue_confidence: float | None
    """The same for the cue; None where none was looked for (an outer hop)."""
    role: SpeakerRole
    role_confidence: float
    act: Act
    act_confidence: float
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReading:
    """A marked figure with the classes that the reader gives it."""

    mark: Mark
    harm: Harm
    harm_confidence: float
    group: Group
    group_confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReading:
    """One event mention with its arguments and the chain of those who tell it."""

    trigger: Mark
    content: Span
    """The shortest stretch that holds the trigger and its arguments."""
    type: EventType
    type_confidence: float
    factuality: Factuality
    factuality_confidence: float
    hops: tuple[HopReading, ...] = ()
    """Outermost first; empty = the outlet's own voice."""
    hops_confidence: float
    actors: tuple[Mark, ...] = ()
    targets: tuple[Mark, ...] = ()
    places: tuple[Mark, ...] = ()
    times: tuple[Mark, ...] = ()
    figures: tuple[FigureReading, ...] = ()
    weapon: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementReading:
    """Blame or motive asserted, without an event of its own."""

    mark: Mark
    factuality: Factuality
    factuality_confidence: float
    hops: tuple[HopReading, ...] = ()
    hops_confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All marks of a report and their links."""

    report_id: str
    reader: str
    """Version of the reader: name and hash of the weights, and the version of its rules."""
    attributions: tuple[AttributionReading, ...]
    events: tuple[EventReading, ...]
    judgements: tuple[JudgementReading, ...]
    loaded: tuple[LoadedMark, ...] = ()
    """Loaded words in the order of the text, not overlapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the classes that the reader weighed, with its probability."""

    value: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the reader weighed for one class of some words, likeliest first."""

    head: str
    """`type`, `factuality`, `hops`, `act`, `role`, `harm` or `group`."""
    span: Span
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that the reader weighed as a speaker, cue or argument of an event."""

    label: MarkLabel
    span: Span | None
    """None for nobody, or no cue."""
    marked: float | None
    """Probability that the words are one at all; None for nobody."""
    linked: float
    """Probability that they are this event's."""
    needed: float | None = None
    """Probability of the link from which on they are taken; None where the likeliest is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the reader weighed for one event or judgement, what it did not take included."""

    anchor: Span
    """The trigger, or the words of the judgement."""
    choices: tuple[Choice, ...]
    candidates: tuple[Candidate, ...]
    """Likeliest first within a label."""


# ---------------------------------------------------------------------------
# Reading -> ClaimSheet: names, places, times and figures resolved
# ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """What the words name could not be settled: what it may be, and why it stays open."""

    candidates: tuple[str, ...]
    """Readable candidates, best first, e.g. `Tripoli, Libya (GeoNames 2210247)`."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks at a hop."""

    name: str | Unresolved | None
    """Canonical name as this report gives it ("it" -> "Syrian Observatory for Human Rights");
    None when nobody is named."""
    role: SpeakerRole
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of an attribution."""

    source: Span | None
    """Where the speaker is named for this claim; None when nobody is or the voice is carried."""
    cue: Span | None
    speaker: Speaker
    act: Act
    carried_from: Span | None = None
    """The earlier mention whose voice goes on; set only when `source` is None."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or target: the words, and the name they stand for in this report."""

    span: Span
    name: str | Unresolved | None
    evidence: tuple[Evidence, ...] = ()


class PlacePrecision(StrEnum):
    """How precisely a place is given (annotation guide; UCDP's seven grades come with issue 4)."""

    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A published gazetteer entry that a place name was resolved to."""

    geonames_id: int | None
    """None for an entry of resources/places.yml that has no verified id."""
    name: str
    country: str
    """ISO 3166 alpha-3."""
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    """WGS84 degrees of a town or smaller; None for areas, which are no points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place of an event: the words and what they were resolved to."""

    span: Span
    resolution: GazetteerPlace | Unresolved
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When: the days the event may have happened on. Unknown bounds are None."""

    span: Span | None
    start: date | None
    end: date | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many: `low..high`, None for an open bound ("at least 68" has no high)."""

    span: Span
    low: int | None
    high: int | None
    harm: Harm
    group: Group
    evidence: tuple[Evidence, ...] = ()


class ClaimKind(StrEnum):
    """An event, or a judgement (blame, motive) about events."""

    EVENT = "event"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is claimed to have happened."""

    type: EventType
    trigger: Span
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: EventTime
    figures: tuple[Figure, ...] = ()
    weapon: Span | None = None
    evidence: tuple[Evidence, ...] = ()


class ReportPart(StrEnum):
    """Where in a report something stands."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event or judgement as one speaker tells it once in one report."""

    id: str
    """`<report id>#<n>`, n counted from 0 in the order of the text."""
    report_id: str
    content: Span
    attribution: tuple[Hop, ...]
    """Outermost hop first, the one nearest the outlet; empty = the outlet's own voice."""
    kind: ClaimKind
    factuality: Factuality
    event: Event | None
    """None exactly for judgements."""
    part: ReportPart | None = None
    """Where it stands, by its trigger; None in entries that were recorded before this was kept."""
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if (self.event is None) != (self.kind is ClaimKind.JUDGEMENT):
            raise ValueError(f"{self.id}: an event claim has an event, a judgement has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordUser:
    """A speaker who uses a loaded word."""

    source: Span | None
    """Where the report names them, which may be further up; None when nobody is named."""
    name: str | Unresolved | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWord:
    """A word that takes a side, and who uses it."""

    span: Span
    word: str
    """The entry of the table that it is a form of, or `scare quotes`."""
    kind: LoadedKind
    part: ReportPart
    users: tuple[WordUser, ...]
    """Speakers of the innermost attribution that holds the word; empty = the outlet uses it itself."""
    evidence: tuple[Evidence, ...] = ()


class OverreachKind(StrEnum):
    """In what a headline says more than the body of its report."""

    ATTRIBUTION = "attribution"
    FIGURE = "figure"
    FACTUALITY = "factuality"
    ACT = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overreach:
    """A headline claim that says more, in one respect, than the body tells of the same event."""

    claim: str
    """Id of the headline claim."""
    kind: OverreachKind
    tellings: tuple[str, ...]
    """Ids of the claims in lead and body that tell the same event, in the order of the text; never empty."""
    evidence: tuple[Evidence, ...] = ()
    """The headline's words first, then those of the body that they are held against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """All claims of one report by one reader version."""

    report_id: str
    reader: str
    claims: tuple[Claim, ...]
    loaded: tuple[LoadedWord, ...] | None = None
    """In the order of the text; None where they were not looked for, or not selected."""
    overreaches: tuple[Overreach, ...] | None = None
    """In the order of headline claims and kinds; None where they were not looked for, or not selected."""


# ---------------------------------------------------------------------------
# ClaimSheet -> ledger
# ---------------------------------------------------------------------------


class ReceiptStatus(StrEnum):
    """What recording a sheet did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The ledger's acknowledgement of one sheet."""

    report_id: str
    status: ReceiptStatus
    claims: int
    sequence: int
    """Number of the ledger entry that holds the sheet; grows, never reused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """What to select from the ledger; None = any. Text fields match case-insensitively, in part."""

    speaker: str | None = None
    outlet: str | None = None
    type: EventType | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What one run did, for its last lines and its exit code."""

    new: int = 0
    unchanged: int = 0
    superseded: int = 0
    failed: int = 0
    claims: int = 0
    issues: tuple[Issue, ...] = field(default=())

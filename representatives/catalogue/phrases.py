from dataclasses import dataclass
@dataclass(frozen=True)
class Phrase:
    core_text: str
def read_phrase(text: str) -> Phrase:
    return Phrase(text)

"""Is a thing whole on the screen, with nothing pinned over it?"""

IN_SIGHT = """(one) => {
  const {left, right, top, bottom} = one.getBoundingClientRect();
  return [top + 1, bottom - 1].every((y) => one.contains(document.elementFromPoint((left + right) / 2, y)));
}"""


def in_sight(thing) -> bool:
    return thing.evaluate(IN_SIGHT)

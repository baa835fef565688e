"""Which pads of each grasp lie on the skin: the names of Hand.lm, per hand of a pose ('23': finger 2, third bone)."""

RING = "13 21 22 23 31 32 33 41 42 43"
SHIN = "13 21 22 23 31 32 33 42 43"  # on a bent leg the base of the ring finger bridges the thin part (2 to 4 mm)
BEHIND = "13 23 33"  # the ring fingers cross behind the heel, out of sight: not both reach the skin there
UNDER = "13 21 22 23 31 32 41 42 51 52"
INSTEP = "13 21 22 23 32 33"
CONTACTS = {
    "ankle": ("13 21 22 23 31 32 33 42 43",),
    "ankle_inner": ("13 21 22 23 31 32 33 42 43",),
    "ankles": (RING, RING),
    "bicycle": (SHIN, SHIN),
    "calf": (BEHIND, "13 21 22 23"),
    "hello": ("23 32 33 43 53",),
    "knee_to_tummy": (SHIN, SHIN),
    "milking": (RING, "13 21 22 23 31 32 33 42 43"),
    "milking_swap": (RING, RING + " 53 web"),
    "one_leg_out": (),
    "pedal": (SHIN, SHIN),
    "rest": (UNDER, "23 31 32 33 41 42 43 53"),
    "rest_preterm": ("13 22 23 31 32 41 42 51 52", "22 23 31 32 33 43"),
    "rest_thigh": ("13 23 31 32 33 41 42 43",),
    "start_again": (UNDER, ""),
    "sway": (RING, RING),
    "sway_side": (RING, RING),
    "swedish": (RING, "13 21 22 23 31 41 42 43 53"),
    "swedish_swap": (RING, "13 21 22 23 32 33 43"),
    "thumb_one": ("13 23", BEHIND),  # the middle finger lies over those of the other hand
    "thumb_press": (BEHIND, BEHIND),
    "thumb_two": (BEHIND, BEHIND),
    "thumb_walk": (BEHIND, BEHIND),
    "thumbs_at_heel": (BEHIND, BEHIND),
    "toe": ("13 23 33", "13 23"),
    "toe_off": ("13 23 33", "2t"),
    "top_of_foot": (INSTEP, INSTEP),
    "top_one": (INSTEP, INSTEP),
    "top_two": (INSTEP, INSTEP),
    "under_toes": (BEHIND, "23"),
}
CONTACTS = {pose: tuple(words.split() for words in hands) for pose, hands in CONTACTS.items()}

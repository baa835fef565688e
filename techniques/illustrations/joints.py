"""The numbers that pose a hand, and how far human joints go."""

FINGERS = (2, 3, 4, 5)
LENGTH = dict(hand=0.1833, hand2=0.192, hand3=0.176)  # wrist to middle fingertip, metres
# place and turn; wrist; per finger knuckle bend m, spread a, middle joint p, end joint d; thumb
NAMES = ["rx", "ry", "rz", "tx", "ty", "tz", "wf", "wd"]
NAMES += [f"{n}{k}" for k in FINGERS for n in "mapd"] + ["t0", "t1", "t2", "tm", "ti"]
LOW = dict(wf=-60, wd=-25, m=-20, a=-14, p=-2, d=-4, t0=-45, t1=-50, t2=-45, tm=-15, ti=-25)
HIGH = dict(wf=60, wd=25, m=88, a=14, p=105, d=65, t0=45, t1=50, t2=45, tm=55, ti=70)

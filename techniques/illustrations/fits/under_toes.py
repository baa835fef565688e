"""Under the toes: one hand holds the foot from behind, the pointer finger of the other presses the ball."""

from ..geometry import turn, unit
from ..grasp import fit, grid, report
from ..hand import Hand
from . import pose, saved, skin, start
from .sole import MOVING, arm, beside, on_sole

POINTING = dict(
    m2=22, p2=18, d2=10, m3=78, m4=82, m5=82, p3=98, p4=100, p5=100, d3=48, d4=48, d5=48, t0=25, t1=-8, tm=25, ti=30
)


@pose
def under_toes():
    spec, hands = saved("thumbs_at_heel")
    baby, g = start(spec["baby"])
    holding = hands[0]
    near = grid([(baby.V, baby.N)], g.ankle + g.U * 0.02, 0.10, 0.003)
    thumb = {
        "13": (on_sole(g, -1, 1.5, 0.42), 1.2),
        **{lm: (holding.at(lm), 0.35) for lm in ("22", "32", "23", "33", "43")},
    }
    fit(
        holding,
        holding.x.copy(),
        near,
        {"13": 1.4},
        thumb,
        rot=8,
        trans=8,
        staged=False,
        prior=0.7,
        arm=arm(g, beside(g, -1)),
        free=MOVING,
    )
    R = beside(g, 1)
    q = on_sole(g, 1, 0.1, 1.0)
    p = Hand("R", "hand3").limit()
    along = unit(g.U * 0.70 - R * 0.68 + g.S * 0.22)
    p.place(along, turn(along, 55) @ -g.S, "23", q)  # turned so that the nail is seen
    near = skin(baby, q, 0.10, 0.003, [holding])
    x = p.relaxed(0, 0, 0, **{**POINTING, "m2": 14, "p2": 16, "d2": 8})
    fit(p, x, near, {"23": 1.2}, {"23": (q, 4)}, rot=5, trans=40, prior=1.8)
    print(report(holding, near, ["13"], thumb), report(p, near, ["23"], {"23": (q, 1)}))
    return dict(name="under_toes", baby=spec["baby"], leg="L", hands=[holding, p])

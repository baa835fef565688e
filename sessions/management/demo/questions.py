"""What the families of the demo asked, and what Tess answered."""

from sessions.babies.questions import Question
from sessions.massages.models import Massage
from sessions.massages.replies import Reply


def ask(room):
    clock = room.clock
    Question.ask(
        baby=room.bo, author=room.pat, text="Bo yawns a lot in the evening. Is the morning better for him?",
        now=clock.at(1, "20:05"),
    )  # fmt: skip
    asked = Question.ask(
        baby=room.mira, author=room.hana, text="May her grandmother do it too?", now=clock.at(3, "10:50")
    )
    asked.answer("Yes, she may. Let her hold still hands first, and bring her along next time.", by=room.tess,
                 now=clock.at(2, "12:10"))  # fmt: skip
    stopped = Massage.objects.counted().filter(baby=room.bo, author=room.pat, outcome="stopped").newest_first()[0]
    Reply.objects.create(
        massage=stopped, text="You saw him yawn and you stopped. That is all it takes.", by=room.tess,
        at=clock.now,
    )  # fmt: skip

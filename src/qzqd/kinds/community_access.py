"""社区事项准入清单: what may, and what may not, be put on a community."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.basis import Decision
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.concepts import Admission
from qzqd.kinds.fields import Line, NonEmpty, field
from qzqd.kinds.traits import BASIS, IN_FORCE, Declared, Question, published_columns
from qzqd.locale import Text


class AccessItem(Item):
    listing: Literal["positive", "negative"] = field(
        Text("正面或负面清单", "Positive or negative list"),
        Text("positive 准入；negative 负面（不得进入社区）。", "positive: admitted; negative: kept out."),
        example="positive",
        required=True,
        roles=("type", "class"),
        said={"positive": ("依法履行", "依法协助", "协助政府"), "negative": ("不得", "禁止", "禁入")},
    )
    responsibility: Literal["依法履行", "依法协助"] | None = field(
        Text("事项性质", "Class"),
        Text("社区依法履行，或依法协助政府。", "Done by the community by law, or done to assist."),
        example="依法协助",
        roles=("titled",),
        aka=("履职类型", "履责方式", "事项分类", "职责类型"),
    )
    requested_by: Line | None = field(
        Text("申请部门", "Requesting department"),
        Text("申请进入社区的部门。", "The department that asks for access."),
        example="区民政局",
        refers="department",
        roles=("distinguishes",),
        aka=(
            "责任部门",
            "责任单位",
            "牵头部门",
            "主管部门",
            "对应部门",
            "业务主管部门",
            "申请单位",
            "下沉部门",
            "准入部门",
        ),
    )
    review: Decision | None = field(
        Text("初核", "Preliminary review"),
        Text("初步审核的机关、文号和日期。", "Body, number and date of the preliminary review."),
        example={"body": "区委城乡社区发展治理委员会", "date": "2019-03-01"},
        need="QZ601",
        when={"listing": ["positive"]},
    )
    approval: Decision | None = field(
        Text("批准", "Approval"),
        Text("批准的机关、文号和日期。", "Body, number and date of the approval."),
        example={"body": "区委", "date": "2019-04-01"},
        need="QZ602",
        when={"listing": ["positive"]},
    )
    term: Line | None = field(
        Text("准入期限", "Term"),
        Text("准入的期限。", "For how long it is admitted."),
        example="长期",
        roles=("term",),
    )
    funding: Line | None = field(
        Text("经费保障", "Funding"),
        Text("谁出经费；费随事转。", "Who pays; the money goes with the work."),
        example="申请部门按件拨付",
    )


class CommunityAccess(Catalogue):
    heading = Text("社区事项准入清单", "Community access list")
    about = Text(
        "部门工作进入社区要先申请、初核、批准，不再需要的及时退出；权随责走、费随事转，不在清单的不得下沉。",
        "Work that departments may pass to a community, after request, review and approval, and that leaves it again "
        "when it is no longer needed. Power goes with duty and money with the work; the rest stays out.",
    )
    traits = Declared(
        policy="community",
        sole="listing",
        barred="negative",
        cancelled="withdrawn",
        questions=(
            Question(
                "approval",
                Text("写明初核和批准", "review and approval are recorded"),
                ("review", "approval"),
                only={"listing": "positive"},
            ),
            BASIS,
            IN_FORCE,
        ),
        admission=Admission("listing", "positive", "negative", "review", "approval", "requested_by"),
        columns=published_columns(
            "seq", "name", "responsibility", "requested_by", "basis", "review", "approval", "term", "funding"
        ),
        parts="listing",
        aka=(
            "社区…准入",
            "村…准入",
            "社区…依法履行职责事项",
            "社区…依法履行",
            "社区…依法协助",
            "社区…协助…政府",
            "社区…负面",
            "村…负面",
            "村民委员会…依法履行职责事项",
            "居民委员会…依法履行职责事项",
            "自治组织…依法履行职责事项",
            "自治组织…协助政府",
            "居村…协助",
            "村居…协助",
            "村（居）…协助",
            "居委会…协助",
        ),
    )

    kind: Literal["community-access"]
    items: NonEmpty[AccessItem] = items_field()

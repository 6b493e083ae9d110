"""民法典, the Civil Code, in force from 1 January 2021: what bears on property fees.

Read word for word; article numbers count paragraphs after a hyphen.

>>> from datetime import date
>>> print(cite("944-3", date(2026, 10, 1)))
民法典第944-3条（2021-01-01）
"""

from __future__ import annotations

from datetime import date

from ..citation import Citation
from .reference import Source, find

SOURCE = Source("民法典", since=date(2021, 1, 1), issued_as="主席令第四十五号")

ARTICLES = (
    SOURCE.article("188", "诉讼时效三年，自知道权利受损及义务人之日起；最长二十年"),
    SOURCE.article("278-2", "三分之二以上面积且人数的业主参与表决；参与者过半数或四分之三同意"),
    SOURCE.article("283", "费用分摊有约定按约定，没有约定按专有部分面积所占比例"),
    SOURCE.article("560", "数项债务：债务人指定；未指定的到期、少担保、负担重、先到期、按比例"),
    SOURCE.article("561", "一项债务内：实现债权的费用、利息、主债务，另有约定的除外"),
    SOURCE.article("585", "可以约定违约金；过分高于损失的，可以请求适当减少"),
    SOURCE.article("944-1", "业主应当支付物业费，不得以未接受或者无需接受服务为由拒付"),
    SOURCE.article(
        "944-2", "逾期不付的，可以催告其在合理期限内支付；期满仍不付的，可以起诉或者仲裁"
    ),
    SOURCE.article("944-3", "不得采取停止供电、供水、供热、供燃气等方式催交物业费"),
)


def cite(number: str, on: date) -> Citation:
    """Cite an article as it applies on a day."""
    return find(ARTICLES, number, on)

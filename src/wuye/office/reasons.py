"""Why something was not charged or is not chased, as staff read it.

>>> REASONS["area-missing"]
'缺计费面积'
"""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "disputed": "异议处理中",
    "complaint": "投诉处理中",
    "held": "暂停催缴",
    "written-off": "已核销",
    "deferral": "缓缴期内",
    "plan": "分期履行中",
    "promise": "承诺付款期内",
    "not-overdue": "未逾期",
    "not-delivered": "账单未送达",
    "before-first-stage": "未到首次提醒的天数",
    "credit-covers": "预存足以抵付",
    "below-minimum": "低于催缴起点",
    "cool-down": "距上次提醒不足间隔",
    "contact-limit": "联系次数已满",
    "attempts": "本阶段次数已满",
    "proof-awaited": "等待送达证明",
    "deadline-runs": "催告期限未满",
    "collected": "代收款，不由本单位起诉",
    "not-demanded": "未催告，不能起诉或者申请仲裁",
    "check-failed": "公示、合同或者服务核查未通过",
    "approval-awaited": "等待批准",
    "quiet-day": "休息日",
    "quiet-hours": "不在可联系时段",
    "do-not-contact": "已要求不再联系",
    "no-means": "没有可用的联系方式",
    "excluded": "个别约定不催",
    "hardship": "困难，已给帮助",
    "handed-over": "已移交",
    "closed": "案件已结",
    "area-missing": "缺计费面积",
    "cost-missing": "缺本期费用金额",
    "reading-missing": "缺读数",
    "reading-negative": "本次读数小于上次读数",
    "estimate-exceeds": "实抄读数小于此前估抄读数，应更正已计用量",
    "rest-negative": "分表合计大于总表",
    "history-missing": "没有可据以估抄的用量",
    "meter-absent": "服务期内没有表",
    "persons-missing": "缺户内人口数",
    "weight-missing": "缺分摊依据",
    "coefficient-missing": "缺约定的系数",
    "hand-over-missing": "缺交付日",
    "floor-missing": "缺楼层",
    "division-by-zero": "公式中除数为零",
    "below-zero": "公式结果小于零",
    "plate-unknown": "车牌未登记",
    "stay-open": "车辆未离场",
    "item-missing": "没有适用的收费项目",
    "unit-ended": "房屋已合并、拆分或注销",
    "issued-otherwise": "已出账，与现在应计的不同",
    "price-changed": "已出账后单价变动，未写明如何处理（price_change）",
}

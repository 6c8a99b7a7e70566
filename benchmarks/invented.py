"""Ten thousand and more powers, all different and full of siblings, as the lists of a county's departments are.

Names are frames round a subject, an act and an object; what shares an object mostly shares its article, so that two
neighbours differ in a word of the name and in a subparagraph, or in the word alone.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generate import REGISTERS, Law, laws

if TYPE_CHECKING:
    from collections.abc import Iterator

    Family = tuple[str, ...]
    Item = dict[str, Any]

BUNDLED = Path(__file__).parents[1] / "catalogues" / "hubei" / "street-powers.yaml"

# One sector a block: category, department, office; laws; subjects; acts; objects; aspects. A word after = is what
# another edition may call the same thing.
_SECTORS = """\
城市道路 城市管理执法局 市政设施科
城市道路管理条例 城市市容和环境卫生管理条例
施工单位=施工企业 产权单位=权属单位 沿街商户=临街经营者
擅自占用 擅自挖掘 损毁 未按规定修复 未按规定养护 在限期内不清理 违规改建 妨碍通行使用
城市道路=市政道路 城市桥梁=市政桥梁 人行天桥=过街天桥 地下通道=地下人行过街通道 路灯设施=城市照明设施 检查井盖=窨井盖 非机动车道 盲道=无障碍通道 公交站亭=公共汽车候车亭 道路隔离护栏=交通护栏 市政边沟=道路排水沟 公共停车泊位=路内停车位
养护作业 安全运行 占用挖掘 移交接管

市容环卫 城市管理执法局 市容管理科
城市市容和环境卫生管理条例 中华人民共和国固体废物污染环境防治法
餐饮经营者=餐饮单位 建设单位=建设业主 运输单位=运输企业
随意倾倒 沿途撒漏 未按规定分类 未按规定清运 未经核准处置 乱堆乱放 擅自焚烧 不按时收集
建筑垃圾=建筑废弃物 餐厨垃圾=厨余垃圾 生活垃圾=居民日常垃圾 大件垃圾=废旧家具 工程渣土=施工弃土 粪便污物 有害垃圾=危险废弃物品 园林枯枝=绿化垃圾 装修垃圾=装潢垃圾 农贸市场废弃物 化粪池清掏物 废旧轮胎
收集运输 分类投放 处置场所 台账记录

户外广告 城市管理执法局 广告管理科
城市市容和环境卫生管理条例 中华人民共和国广告法
广告经营者=广告公司 沿街单位=临街单位 物业服务人=物业公司
擅自设置 未经审批张贴 未按规定维护 逾期不拆除 违规悬挂 擅自变更 影响市容使用 不符合标准设置
户外广告=室外广告 门店招牌=店招店牌 电子显示屏=电子屏幕 宣传条幅=横幅标语 霓虹灯箱=灯箱广告 充气拱门=气模装置 楼顶字牌=屋顶标识 公交车身广告 灯杆道旗=路灯杆旗帜 围挡喷绘=工地围挡画面 指路标牌 布告栏=公共信息栏
设施安全 设置内容 维护保养 亮化效果

园林绿化 园林绿化中心 绿化管理科
城市绿化条例 中华人民共和国森林法
建设单位=建设业主 居民=住户 绿化养护单位=绿化养护企业
擅自砍伐 擅自移植 擅自修剪 损坏 未按规定补植 侵占 攀折刻划 未按规定保护
行道树=道路两侧树木 古树名木=古树及名木 公共绿地=公园绿地 防护林带=防护绿地 草坪花坛=花草地被 居住区绿地=小区绿化用地 绿化设施=园林设施 风景林地 苗圃地=苗木生产用地 湿地植被 城市绿线=绿化控制线 屋顶绿化
养护质量 补植补种 移植方案 病虫防治

消防安全 消防救援大队 防火监督科
中华人民共和国消防法 中华人民共和国安全生产法
物业服务企业=物业管理企业 人员密集场所=公众聚集场所 网吧经营者=上网服务场所
占用堵塞 擅自停用 未保持完好 擅自拆除 埋压圈占 遮挡 未按规定检测 逾期不整改
疏散通道=安全疏散走道 安全出口=紧急出口 消防车通道=消防车道 室外消火栓=市政消火栓 自动喷水灭火系统=自动喷淋设施 火灾自动报警系统=火灾报警装置 防火门=防火隔断 应急照明=事故照明 防火间距 灭火器材=灭火器具 消防控制室 电气线路=用电线路
维护保养 值班值守 防火巡查 隐患整改

燃气安全 住房和城乡建设局 燃气管理科
城镇燃气管理条例 中华人民共和国特种设备安全法
燃气经营者=燃气企业 燃气用户=用气单位 充装站=灌装站
擅自安装 擅自改装 擅自拆除 未按规定巡查 未按规定检修 在保护范围内危害 违规使用 侵占覆盖
燃气管道=供气管线 燃气计量表=燃气表具 调压装置=调压箱 液化石油气钢瓶=瓶装液化气气瓶 燃气燃烧器具=燃气灶具 瓶装供应站=液化气供应点 阀门井 燃气警示标志=燃气安全标识 加气机=车用气加注设备 泄漏报警器=燃气报警装置 管道燃气设施 储气罐=储配罐
安全使用 入户安检 设施巡查 应急处置

排水污水 水务局 排水管理科
城镇排水与污水处理条例 中华人民共和国水污染防治法
排水户=排水单位 餐饮经营者=餐饮单位 洗车场=车辆清洗经营者
未经许可接入 擅自拆除 穿凿堵塞 违反规定排放 擅自倾倒 未按规定预处理 擅自改动 不履行维护
排水管网=雨污水管道 污水处理设施=污水净化设施 雨水口=雨水篦子 污泥=污水处理泥渣 隔油池=油水分离装置 泵站=提升泵房 预处理设施 再生水=中水 排水检查井 沉淀池=沉砂池 化粪池=便池储存设施 明渠暗涵=沟渠涵洞
水质监测 雨污分流 管网养护 防汛调度

河道水利 水务局 水政科
中华人民共和国河道管理条例 中华人民共和国水法 中华人民共和国防洪法
采砂业主=采砂经营者 建设单位=建设业主 养殖户=养殖经营者
擅自围垦 违规开采 在管理范围内弃置 擅自修建 设置障碍破坏 未按批准方案建设 损毁 未经同意占用
河道砂石=河砂石料 堤防护岸=河堤岸坡 湖泊水域=湖面 行洪河道=泄洪通道 水库库区=水库管理区 灌溉渠道=农灌渠系 水文监测设施=水文站设施 取水口=取水工程 护堤林木=堤岸林 水闸=闸坝 山塘=塘堰 水源井=机电井
运行安全 清障保洁 占用补偿 水量调度

大气污染 生态环境分局 大气科
中华人民共和国大气污染防治法 中华人民共和国噪声污染防治法
施工单位=施工企业 干洗店=服装干洗经营者 汽修企业=机动车维修经营者
未采取措施防治 超过标准排放 在禁止区域排放 未安装净化 未密闭贮存 未按规定处理 拒不改正 露天焚烧产生
施工扬尘=工地扬尘 餐饮油烟=油烟废气 秸秆落叶=农作物秸秆 挥发性有机物=有机废气 工业粉尘=生产性粉尘 恶臭气体=异味气体 煤炭物料=散煤 燃煤锅炉=燃煤设施 机动车尾气=汽车尾气 沥青油毡=沥青材料 喷涂废气 渣土裸土=裸露地面
污染防治 在线监测 应急减排 排放口

噪声管理 生态环境分局 噪声科
中华人民共和国噪声污染防治法 娱乐场所管理条例
施工单位=施工企业 娱乐场所=歌舞经营场所 商业经营者=商户
超时产生 未采取有效措施控制 夜间违规产生 使用高音设备产生 超过标准排放 拒不停止 未公告产生 不履行降低
建筑施工噪声=工地噪声 社会生活噪声=生活噪音 广场舞音响=健身音响 商铺促销音响=招揽顾客音响 空调冷却塔噪声=空调外机噪音 室内装修噪声=装修噪音 犬吠扰民=饲养犬只吠叫 机动车鸣笛 工业设备噪声=工业噪音 乐器演奏声 电梯水泵噪声 高音喇叭=扩音喇叭
监测评估 投诉处置 时段限制 设备备案

食品经营 市场监督管理局 食品科
中华人民共和国食品安全法 中华人民共和国食品安全法实施条例
食品小作坊=小作坊 网络餐饮平台=网络订餐平台 学校食堂=校园食堂
未取得许可经营 未按规定贮存 违规添加 销售超过保质期 未查验 虚假标注 采购不合格 未按要求留样
散装食品=散称食品 保健食品=保健品 预包装食品=定量包装食品 婴幼儿配方乳粉=婴儿奶粉 食品添加剂=添加剂 食用农产品=初级农产品 集体用餐=团体供餐 畜禽肉类=鲜冻肉品 特殊医学用途食品 进口冷链食品=进口冻品 餐饮具=餐具饮具 现制饮品=自制饮料
进货查验 加工过程 标签标识 从业人员健康

药品器械 市场监督管理局 药械科
中华人民共和国药品管理法 医疗器械监督管理条例
药品零售企业=药店 医疗机构=诊疗机构 批发企业=经销企业
未经批准销售 未按规定储存 未凭处方销售 购进渠道不合法经营 伪造记录经营 未建立档案使用 使用过期失效 未按规定报告
处方药=凭处方销售药品 中药饮片=中药材饮片 第二类医疗器械=二类器械 疫苗=预防接种用品 特殊药品=特管药品 化妆品=美妆产品 体外诊断试剂=诊断试剂 隐形眼镜=角膜接触镜 麻黄碱类制剂 医用口罩=医用防护口罩 生物制品 血液制品
购进验收 冷链储运 不良反应 处方审核

特种设备 市场监督管理局 特设科
中华人民共和国特种设备安全法 特种设备安全监察条例
使用单位=设备使用者 维保单位=维护保养单位 制造单位=生产厂家
未经检验使用 未办理登记使用 超期使用 未定期维护保养 违规改造 未持证操作 隐瞒故障使用 报废后继续使用
电梯=载人电梯 起重机械=起重设备 压力容器=承压容器 锅炉=蒸汽锅炉 场内机动车辆=厂内机动车 客运索道=载客索道 大型游乐设施=大型游艺设施 压力管道=承压管道 气瓶=钢质气瓶 自动扶梯 安全阀 升降平台=升降机
定期检验 作业人员 应急救援 安全附件

安全生产 应急管理局 执法科
中华人民共和国安全生产法 危险化学品安全管理条例 烟花爆竹安全管理条例
生产经营单位=企业单位 矿山企业=矿山开采单位 出租单位=场所出租方
未按规定储存 未经许可经营 未设置警示标志使用 未如实记录 违规运输 未组织演练管理 未登记建档管理 超量存放
危险化学品=危化品 烟花爆竹=烟花鞭炮 重大危险源=重大危险源点 有限空间作业=受限空间作业 剧毒物品=剧毒化学品 粉尘涉爆场所=涉爆粉尘作业场所 动火作业=明火作业 尾矿库=尾矿堆存库 安全生产费用 劳动防护用品=防护用具 应急预案=应急救援预案 易制爆物品
隐患排查 教育培训 风险管控 应急演练

建筑工程 住房和城乡建设局 质量安全科
中华人民共和国建筑法 建设工程质量管理条例 建设工程安全生产管理条例
建设单位=建设业主 监理单位=监理企业 勘察设计单位=勘察设计企业
未取得许可实施 未按图纸实施 转包分包 使用不合格材料实施 未经验收使用 降低标准实施 未按规定监理 隐瞒事故实施
房屋建筑工程=房建工程 深基坑工程=基坑支护工程 脚手架工程=脚手架搭设 装饰装修工程=室内装修工程 建筑起重设备=塔式起重机 市政基础设施工程=市政工程 保温节能工程=外墙保温工程 模板支撑体系=高支模 地下室防水 预拌混凝土=商品混凝土 拆除作业=拆房工程 人防工程
质量保修 竣工验收 安全文明施工 造价备案

城乡规划 自然资源和规划局 规划监察科
中华人民共和国城乡规划法 中华人民共和国土地管理法
村民=农村居民 开发企业=房地产开发商 建设单位=建设业主
未取得许可建设 未按许可建设 逾期不拆除 擅自改变用途使用 违法占地修建 擅自加层扩建 骗取批准建设 拒不停止建设
临时建筑=临时性建筑物 住宅楼房=居住建筑 阳光房=玻璃房 农村宅基地房屋=农房 围墙栅栏=院落围墙 地下空间=地下室空间 彩钢板棚=彩钢棚房 临街门面=沿街商铺 公共配套用房=配套公建 厂房仓库=工业厂房 乡村公共设施=村庄公用设施 设施农用地看护房
批后监管 规划核实 用地审查 违建认定

物业管理 住房和城乡建设局 物业科
物业管理条例 住宅专项维修资金管理办法
物业服务企业=物业管理企业 业主委员会=业委会 开发建设单位=前期建设单位
擅自改变用途使用 挪用侵占 不按规定移交 擅自处分 违规收取 未按规定公示 擅自停止提供 不履行维护
专项维修资金=住宅维修基金 物业管理用房=物业办公用房 共用部位=公共部位 公共收益=共有收益 业主共有车位=小区公共车位 承接查验资料=交接验收资料 二次供水设施=二次加压供水设备 小区监控系统=视频监控设施 电动自行车充电设施=电瓶车充电桩 电梯运行服务 前期物业服务合同=前期物业协议 业主名册
服务质量 收支公示 招标投标 承接查验

文化旅游 文化和旅游局 执法大队
互联网上网服务营业场所管理条例 娱乐场所管理条例 中华人民共和国旅游法
旅行社=旅游经营单位 上网服务场所=网吧 演出经纪机构=演出经纪公司
未经许可经营 接纳未成年人提供 超出范围经营 未按规定登记 强迫消费推销 虚假宣传推介 擅自变更 未签订合同提供
歌舞娱乐场所=歌舞厅 电子游戏设备=电子游艺机 营业性演出=商业演出 旅游团队=组团旅游 导游服务=导游讲解 一日游产品=短途游产品 出境旅游业务=出国游业务 艺术品经营=美术品经营 民宿客栈=乡村民宿 剧本娱乐活动=剧本杀经营 网络文化产品 出版物零售=图书零售
内容审查 未成年人保护 设备核查 合同签订

文物保护 文化和旅游局 文物科
中华人民共和国文物保护法 中华人民共和国文物保护法实施条例
收藏单位=文博单位 施工单位=施工企业 拍卖企业=文物拍卖公司
擅自迁移 擅自修缮 涂污刻划 未经批准发掘 非法买卖 擅自拓印 损毁 隐匿不报
不可移动文物=不可移动的文化遗存 古建筑=传统建筑 古墓葬=古代墓葬 石窟石刻=摩崖石刻 革命旧址=革命遗址 馆藏珍贵文物=珍贵馆藏品 历史文化街区=历史街区 保护标志=保护标识牌 水下文物=水下遗存 近现代代表性建筑 出土文物=考古出土物 文物复制品
安全防护 修缮工程 保护范围 档案建立

劳动保障 人力资源和社会保障局 劳动监察大队
劳动保障监察条例 中华人民共和国劳动合同法 保障农民工工资支付条例
用人单位=用工单位 劳务派遣单位=派遣公司 职业中介机构=人力资源中介
拒不支付 克扣 未按规定办理 违法扣押 未依法缴纳 虚假申报 逾期不签订 拒不提供
劳动者工资=职工劳动报酬 农民工工资=进城务工人员工资 社会保险费=社保费用 工资保证金=工资支付担保金 经济补偿=解除合同补偿金 居民身份证件=个人身份证件 劳动合同=用工合同 加班工资=延时加班报酬 女职工产假=生育假期 用工名册=职工花名册 工资专用账户=工资专户 职业技能培训补贴
实名登记 工资支付 用工管理 合同备案

交通运输 交通运输局 运政科
中华人民共和国道路运输条例 公路安全保护条例 中华人民共和国公路法
货运企业=货物运输企业 客运经营者=旅客运输业者 驾培机构=驾驶培训学校
未取得许可从事 超限超载从事 擅自改装从事 未按规定线路从事 未随车携带证件从事 违规转让 使用无证人员从事 不按规定公示
道路旅客运输=公路客运 道路货物运输=公路货运 网约车经营=网络预约出租汽车 巡游出租汽车=出租车客运 危险货物运输=危货运输 机动车维修=汽车修理 驾驶员培训=驾驶培训 公路建筑控制区=公路控制线范围 公路路产=公路附属设施 国际道路运输 客运站场=汽车客运站 共享单车=互联网租赁自行车
资质条件 动态监控 车辆技术状况 信誉考核

农业农村 农业农村局 农业执法大队
农药管理条例 中华人民共和国种子法 中华人民共和国动物防疫法
农药经营者=农药销售商 养殖场=畜禽饲养场 种子生产者=种子企业
未经登记生产 未取得许可经营 伪造标签销售 未按规定使用 拒不召回 未经检疫运输 超剂量使用 不按规定处理
农药产品=农用药剂 农作物种子=作物种子 兽药=动物用药品 饲料添加剂=饲料添加物 病死畜禽=染疫死亡动物 肥料产品=化肥 种畜禽=种用畜禽 生猪屠宰=生猪宰杀 农用薄膜=农膜 犬只免疫=犬类防疫 转基因种子 食用菌菌种
投入品使用 检疫申报 质量抽检 无害化处理

民政殡葬 民政局 社会事务科
殡葬管理条例 社会团体登记管理条例 社会救助暂行办法
养老机构=养老服务单位 社会组织=民间组织 殡仪服务单位=殡葬服务企业
未经批准设立 擅自扩大 违规出售 骗取 涂改出租 超出范围开展 私分挪用 未按规定办理
公益性公墓=公益墓地 骨灰存放设施=骨灰堂 墓穴墓位=墓地 丧葬用品=殡葬物品 社会团体登记证书=社团法人证书 慈善募捐=公开募捐 最低生活保障金=低保金 临时救助金=急难救助款 养老服务补贴=养老补助 儿童福利机构 地名标志=地名牌 民办非企业单位登记事项
年度检查 资金使用 服务标准 信息公开

卫生健康 卫生健康局 卫生监督所
公共场所卫生管理条例 中华人民共和国传染病防治法 医疗机构管理条例
医疗机构=诊疗机构 公共场所经营者=公众场所业主 托育机构=婴幼儿照护机构
未取得许可开展 未按规定消毒 未组织体检从事 超出登记范围开展 未按规定报告 违规处置 出租承包 伪造变造
公共场所卫生许可=公众场所卫生许可证 诊疗活动=医疗执业活动 医疗废物=医疗垃圾 生活饮用水供应=饮用水供水 放射诊疗=放射性诊疗 母婴保健服务=妇幼保健服务 职业健康检查=职业病体检 医疗美容=美容整形 传染病疫情=传染病流行情况 托育服务 餐饮具集中消毒=餐具集中消毒 血液采集
卫生状况 消毒管理 人员资质 疫情报告
"""
_OTHERS = {
    "行政检查": ("对{object}{aspect}的监督检查",),
    "行政许可": ("{object}{aspect}审批",),
    "行政确认": ("{object}{aspect}的确认",),
    "行政奖励": ("对{object}{aspect}工作成绩突出单位和个人的奖励",),
    "其他行政权力": (
        "{object}{aspect}备案",
        "{object}{aspect}宣传教育的组织",
        "{object}{aspect}纠纷的调解处理",
    ),
}
_PENALTIES = {"行政处罚": "对{name}的处罚", "行政强制": "对{name}的强制执行"}
_PLACES = [
    "", "学校周边", "居民住宅区", "工业园区", "主次干道两侧", "集贸市场内", "景区范围内", "铁路沿线", "城乡结合部",
    "饮用水水源保护区", "背街小巷", "建成区", "高速公路出入口", "机场净空区", "乡镇集镇",
]  # fmt: skip
_UNLOCATED = 0.85
"""How many of an ordinary number of items name no place; where more are asked for, the rest do."""
_ACTS_AN_ARTICLE = 4


class Sector(NamedTuple):
    category: str
    department: str
    office: str
    laws: list[str]
    subjects: list[str]
    acts: list[str]
    objects: list[str]
    aspects: list[str]


class Power(NamedTuple):
    """One cell of the space of names."""

    sector: Sector
    power_type: str
    frame: str
    place: str
    subject: str
    act: str
    object: str
    name: str

    @property
    def families(self) -> tuple[Family, Family]:
        """What siblings share: everything but subject and act, or everything but the object."""
        rest = (self.sector.category, self.frame, self.place)
        return (*rest, self.object), (*rest, self.subject, self.act)


def _parsed() -> tuple[list[Sector], dict[str, str]]:
    """The sectors, and what another edition may call a subject or an object."""
    sectors: list[Sector] = []
    synonyms: dict[str, str] = {}
    for block in _SECTORS.split("\n\n"):
        head, *rows = ([word.partition("=") for word in line.split()] for line in block.splitlines())
        synonyms.update((word, other) for word, _, other in chain(*rows) if other)
        category, department, office = (word for word, _, _ in head)
        sectors.append(Sector(category, department, office, *([word for word, _, _ in row] for row in rows)))
    return sectors, synonyms


SECTORS, SYNONYMS = _parsed()


@cache
def _space(place: str) -> list[Power]:
    """Every power there can be at a place: some thousands, the same for every list that is made."""
    return [power for sector in SECTORS for power in _powers(sector, place)]


def _powers(sector: Sector, place: str) -> Iterator[Power]:
    for kind, frame in _PENALTIES.items():
        for act, thing, subject in product(sector.acts, sector.objects, ["", *sector.subjects]):
            if bool(subject) == _names_subjects(kind, act, thing):
                where = f"在{place}" if place else ""
                yield Power(
                    sector,
                    kind,
                    frame,
                    place,
                    subject,
                    act,
                    thing,
                    frame.format(name=f"{subject}{where}{act}{thing}"),
                )
    for kind, frames in _OTHERS.items():
        for frame, aspect, thing in product(frames, sector.aspects, sector.objects):
            yield Power(
                sector,
                kind,
                frame,
                place,
                "",
                aspect,
                thing,
                frame.format(object=place + thing, aspect=aspect),
            )


@cache
def _names_subjects(kind: str, act: str, thing: str) -> bool:
    """No list has an item for everybody beside others for some of them."""
    return kind == "行政处罚" and random.Random(act + thing).random() < 0.6


def powers(count: int, rng: random.Random) -> tuple[list[Power], list[Power]]:
    """So many different powers of a list, and half as many that it lacks, both in random order.

    Most, as far as there are enough, name no place. Half of those that are lacking name an act or an object
    that is new: no power of the list does. Raises ValueError where the words do not suffice.
    """
    new = {rng.choice(words) for sector in SECTORS for words in (sector.acts, sector.aspects, sector.objects)}

    def several(number: int, *, of_new: bool) -> list[Power]:
        plain, placed = (
            [
                power
                for place in places
                for power in _space(place)
                if of_new == (not new.isdisjoint((power.act, power.object)))
            ]
            for places in (_PLACES[:1], _PLACES[1:])
        )
        bare = min(int(number * _UNLOCATED), len(plain))
        chosen = rng.sample(plain, bare) + rng.sample(placed, number - bare)
        rng.shuffle(chosen)
        return chosen

    quarter = count // 4 + 1
    known = several(count + quarter, of_new=False)
    lacking = known[count:] + several(quarter, of_new=True)
    rng.shuffle(lacking)
    return known[:count], lacking


def item(power: Power, number: int) -> Item:
    """The power as an item of a list; its body, office and basis follow from the sector and the family."""
    sector = power.sector
    street = random.Random(f"body {power.families[0]}").random() < 0.3
    made: Item = {
        "id": f"XZ-{number:06}",
        "name": power.name,
        "seq": number,
        "power_type": power.power_type,
        "authority": "街道办事处" if street else f"区{sector.department}",
        "office": "综合执法中心" if street else sector.office,
        "level": ["镇（乡、街道）"] if street else ["县"],
        "power_source": "法定本级行使",
        "category": sector.category,
    }
    if basis := _basis(power):
        made["basis"] = basis
    return made


def bundled() -> list[Item]:
    """The items of the project's own list of street powers."""
    return list(yaml.load(BUNDLED.read_bytes(), yaml.CSafeLoader)["items"])


@cache
def known() -> dict[str, Law]:
    """The laws of the register by title."""
    return {law.title: law for law in laws(REGISTERS / "laws.yaml")}


def cited(title: str, article: int) -> Item:
    """A citation as lists write it; a law that the register does not have is cited without level and edition."""
    law = known().get(title)
    head = {"law": title, "level": law.level, "edition": law.edition} if law else {"law": title}
    return {**head, "article": article}


def _basis(power: Power) -> list[Item]:
    """The provisions the power rests on: of one object, four acts at a time share an article or have one each.

    Lists cite the subparagraph where an article names several acts; where they do not, which is one article in
    twelve, siblings rest on the very same provision. One in 25 families has no basis, as basic duties of townships.
    """
    sector = power.sector
    acts, subjects = sector.acts + sector.aspects, ["", *sector.subjects]
    group, act = divmod(acts.index(power.act), _ACTS_AN_ARTICLE)
    subject = subjects.index(power.subject)
    rng = random.Random(f"{power.families[0]}{group}")
    law = rng.choice(sector.laws)
    articles = known()[law].articles if law in known() else 40
    first, second = (cited(law, rng.randint(5, articles)) for _ in range(2))
    style = rng.random()
    if style > 0.55:
        first["article"] = (first["article"] + act * len(subjects) + subject) % articles + 1
        first["paragraph"] = rng.randint(1, 3)
    elif style > 0.08:
        first |= {"paragraph": subject + 1, "subparagraph": act + 1}
    return rng.choices([[first], [first, second], []], [63, 35, 2])[0]

"""Invented follow-up notes of four kinds, a line each: what padding looks like, plain and in disguise, and what tells something."""

EMPTY = """\
打过去没人
客户电话没打通
又打了一遍还是没人接
跟客户打了个招呼
微信问候了一下
客户很忙说回头再聊
已通话，待进一步跟进
客户说考虑一下给答复
先放着
常规回访
客户态度一般
继续维护客户关系
约客户见面未果
有空再去拜访
发了条微信没回
节前问候
已触达
电话已打
客户说不急
保持跟进，有消息再更新
多次联系未果
后面再约
再跟
待定
跟了一下，没啥进展
客户有一定意向，需要继续培养
意向一般，后期再跟
客户说等等看
今天跟客户聊了聊，感觉还可以
客户表示暂不考虑
老客户，正常维护
拜访客户，相谈甚欢
客户不着急，慢慢来
电话邀约，客户说没空
上门拜访，客户不在
去了一趟，没见到人
做了产品介绍，客户表示会考虑
加微信了，后面慢慢聊
123456
hhhh
ok
done
no answer
will follow up later
Left voicemail, will try again
Sent email, waiting for reply
Had a nice chat with the client
Client is busy, call back later
Good call, client seems interested
checking in
n/a
Spoke with customer, nothing new
Customer said they will think about it
jkl
客户说年后再说
领导不在，改天再来
客户没接电话，发了短信
微信已通过，打了招呼
客户还在犹豫
预计近期会有进展
跟进了一下，客户说最近忙
再接再厉
客户挺认可我们的
回访，客户反馈良好
下周一再联系
周五再打
客户没空，挂了
电话拜访，无进展
日常问好
客户说先不弄了
再联络
后续跟
聊了几句，没啥问题
联系不上
一直没打通
发信息不回
客户正在考虑，等他答复
见了面，聊得挺愉快
客户说有需要会找我
正在努力
争取下周拜访
老客户回访
送了资料给客户
发产品介绍给客户了
客户说看看再定
客户兴趣不大
客户回复说知道了
客户在外地，回来再说
问了下客户近况
打电话约拜访，客户没答应
重点跟进
意向客户
A类客户，持续跟进
已发报价，等回复
节日发祝福短信
沟通顺畅，前景看好
。。。
……
无内容
暂无
测试
test
qwe
Customer not available
Tried calling, no luck
Will touch base again next month
Discussed product, customer will get back
Met the customer, went well
Sent brochure
Waiting
In progress
Still considering
Just a courtesy call
Follow-up call done
Same as last time
No news yet
客户接了，说在开车
语音未接通
跟客户聊了会天
没什么新情况
还在跟
老板说考虑
见了一面
打了招呼留了名片
有待跟进
客户没明确表态
催了一下
维护一下感情
继续努力
感觉有希望
客户说有事打断了
例行电话
上门送了小礼品
客户今天心情不错
先加个好友
客户约我下次再谈
老样子
继续观察
通了个电话
客户已读不回
对方正在忙
约了几次都没约上
微信联系
暂无反馈
客户很感兴趣，表示会尽快答复
沟通中
初步沟通，意向良好
已跟进
跟客户吃了顿饭
说晚点回电
客户没需求
不需要
拒绝
Called again
Called, busy
Meeting held
Client happy
Keep following
Will call next Monday
sent WeChat message
introduced our company and products
""".splitlines()

LONG_AND_EMPTY = """\
与客户进行了深入友好的交流，双方就合作事宜交换了意见，达成了初步共识，后续将保持密切沟通
客户对我们的产品表示了浓厚的兴趣，表示会认真考虑，我会持续关注客户动态，及时跟进
今天又给客户打了电话，还是老样子，没有明确答复，我会坚持不懈地跟进下去，相信总有一天会成功
拜访了客户，详细介绍了公司的产品和服务优势，客户听得很认真，也问了一些问题，整体效果不错，后续继续跟进
We had a productive discussion about potential collaboration and agreed to stay in touch regarding next steps
The customer appreciated our call and mentioned that they would reach out when the time is right, will keep nurturing the relationship
客户一直没有给出明确的回复，可能还在内部讨论，过几天再问问看，争取早点有结果
目前客户处于观望状态，需要我们多花时间去维护，等客户有需求的时候第一时间想到我们
去客户那里坐了坐，聊了聊家常，增进了感情，为下一步合作打下了良好的基础
本周对该客户进行了两次电话回访，客户情绪稳定，对我们的服务没有意见，后面会继续做好维护工作
今天下午去拜访客户，路上堵车耽误了一会儿，到了以后和客户简单聊了聊，气氛融洽，客户说有需要随时联系
客户现在还没有想好，主要是最近太忙了，等忙完这阵子再详细谈，我会把握好节奏，不会催得太紧
I called the customer several times this week and finally got through, he was polite but busy, I will keep trying and hope for the best
Had lunch with the client, we talked about many things and the atmosphere was great, I believe we will have good cooperation in the future
该客户属于优质潜在客户，具有较大的开发价值，需要重点关注、重点维护，争取尽快突破
客户说过完年再看，现在先不考虑，我这边先维护着，逢年过节发发祝福
持续向客户传递公司价值，增强客户黏性，提升客户满意度，力争实现双赢
""".splitlines()

TELLING = """\
王姐说他们财务系统用的是金算盘，明年6月换
李厂长要3台叉车，预算18万以内，下周二来看现车
客户原供应商断供，急要2吨304不锈钢板，今天下午报价
陈经理嫌交期太长，要求15天内，已跟生产确认可以做到
对方采购离职，接手的是钱女士，电话转到她分机206
已寄样3款，客户选中第二款，等价格确认，量约5000件每月
HR李小姐：今年招20人，想要社保代缴，按人头15元/月
店主姓胡，做早餐，一天卖300份，想上外卖
老板不在本地，常驻深圳，由他弟弟看店
公司刚从高新区搬到经开区，旧地址作废
跟财务对账，还欠我们2.3万，月底结
决策要过总部IT委员会，每季度开一次会，下次是12月
Spoke with Tom in IT: they run SAP, renewal in March, open to a pilot with 20 users
Buyer wants FOB Ningbo price for 2 containers, target below $4.2 per piece
They lost the tender; project postponed to Q3, contact again in July
Warehouse manager says pallets break; wants samples of the 120 kg model
Owner retired, daughter Anna now runs the shop, prefers WhatsApp
Contract with current vendor runs until Sept, 60 days notice needed
客户要求提供环评资质，否则不能入围，周三前补
门店12家，其中3家加盟，收银用客如云
对接人换成运营小黄，以前的赵总调去苏州分公司
客户担心数据安全，要求私有化部署，已约架构师周四会上答疑
试用账号开了5个，只登录过2次，客户说导出报表太慢
本月发货晚了4天，客户扣了800元，答应下单前先锁库存
他们做医疗器械出口，主要市场是中东，缺阿语客服
质检没过，厚度偏薄0.1，退了200件
何总助理小范回电，何总29号回国，30号下午三点在杭州办公室见
客户现用的扫码枪是新大陆的，坏了12把，想以旧换新
业主方是万科物业，乙方没有付款权，得找甲方成本部
报了含税单价46元，对方目标价42，量起来可以谈
财务审核没过，因为我司注册资本不到500万
客户做宠物食品，线上为主，天猫店月销80万，退货率高
设备下月到期，考虑租赁，问了36期方案
刘厂说夜班两班倒，午饭200人，要能开发票的食堂供应商
样册已送到，黄小姐看中8号色，要打小样A4大小两张
客户投诉客服响应慢，要退剩余9个月服务费约7200
法人变更成了陈XX，公章在换，合同下月才能盖
他们老板和竞品老板是校友，除非价格低15%否则不换
Plant closes for two weeks in August, they want delivery before the 25th
Procurement now handled by shared services in Krakow, contact is Ewa
They tested our glue, failed at 80 degrees, need a heat-resistant one
Client signed with a rival last month for two years, revisit Nov 2027
IT manager likes it but CFO froze all spending until the audit
He wants a discount of 8% if he prepays, I asked finance
客户仓库漏水，急需防水卷材500平，明早送
号码是房东的，租户两个月前搬走了
""".splitlines()

SHORT_AND_TELLING = """\
不收预付款
儿子管账
归苏州总部
只用现款
要带发票
等招标
老婆说了算
号码过户了
已转行卖茶
没车位，配送难
月结60天
已被收购
找张工
楼拆了
只收承兑
嫌远
用的SAP
上新线，缺人
厂房到期
不做代理
改自提
押一付三
认识王总
Wants net 60
Moved to Leeds
HQ decides
Uses Odoo
Owner died
Too expensive
No budget till May
电话是他妻子的
只做女装
刚换了财务
找总部
机器坏了
想要样品
要开票
怕麻烦
说太贵
仓库着火
已关张
跟同行合作了
用友在做
两年内不换
下月招标
家里有亲戚做这个
付不起定金
店转给别人了
要海运
已入住新厂
老板进去了
Sold the business
Switched to Zoho
Needs a demo
Boss in jail
Only buys local
Contract until May
Wants cheaper
Merged with Acme
对接换成小陈
老板姓曾
要货急
欠款未清
只看价格
用别家的
公章丢了
没进出口权
交期太久
没预算
嫌服务差
要账期
人在国外
财务不批
老板娘管钱
生意不好要关店
下半年扩产
改做直播
合同在法务
号码是中介的
不用软件
要英文报价
租约到年底
想换供应商
原料涨价
需打样
没装修好
仓库满了
不开票
工厂停电
No budget
Wrong number
Boss abroad till May
Needs CE mark
Prefers email
Has two plants
Contract signed
Wants a refund
Owner sold it
Closed on Mondays
""".splitlines()

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialogs</name>
    <message>
        <source>About Saferscope</source>
        <translation>关于 Saferscope</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Opens the black box of reward models: which sparse-autoencoder features make one prefer an answer. After “SAFER: Probing Safety in Reward Models with Sparse Autoencoder” (arXiv 2507.00665).</source>
        <translation>打开奖励模型的黑箱：哪些稀疏自编码器特征让它偏好某个回答。依据论文“SAFER: Probing Safety in Reward Models with Sparse Autoencoder”（arXiv 2507.00665）。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. Built with Qt, QCustomPlot, SQLite and libtorch.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。基于 Qt、QCustomPlot、SQLite 和 libtorch 构建。</translation>
    </message>
</context>
<context>
    <name>AcceptedFormats</name>
    <message>
        <source>Llama 2, 3 and 3.x</source>
        <translation>Llama 2、3 和 3.x</translation>
    </message>
    <message>
        <source>Mistral</source>
        <translation>Mistral</translation>
    </message>
    <message>
        <source>Qwen 2 and 2.5</source>
        <translation>Qwen 2 和 2.5</translation>
    </message>
    <message>
        <source>Qwen 3</source>
        <translation>Qwen 3</translation>
    </message>
    <message>
        <source>Gemma 2</source>
        <translation>Gemma 2</translation>
    </message>
    <message>
        <source>Language model with a reward head</source>
        <translation>带奖励头的语言模型</translation>
    </message>
    <message>
        <source>Classifier with several labels</source>
        <translation>多标签分类器</translation>
    </message>
    <message>
        <source>Byte-level BPE</source>
        <translation>字节级 BPE</translation>
    </message>
    <message>
        <source>SentencePiece-style BPE</source>
        <translation>SentencePiece 式 BPE</translation>
    </message>
    <message>
        <source>SentencePiece</source>
        <translation>SentencePiece</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>Saferscope</source>
        <translation>Saferscope</translation>
    </message>
    <message>
        <source>EleutherAI sparsify</source>
        <translation>EleutherAI sparsify</translation>
    </message>
    <message>
        <source>SAELens</source>
        <translation>SAELens</translation>
    </message>
    <message>
        <source>dictionary_learning</source>
        <translation>dictionary_learning</translation>
    </message>
    <message>
        <source>OpenAI sparse_autoencoder</source>
        <translation>OpenAI sparse_autoencoder</translation>
    </message>
    <message>
        <source>Gemma Scope</source>
        <translation>Gemma Scope</translation>
    </message>
    <message>
        <source>Anthropic HH</source>
        <translation>Anthropic HH</translation>
    </message>
    <message>
        <source>Message lists (TRL, Hugging Face)</source>
        <translation>消息列表（TRL、Hugging Face）</translation>
    </message>
    <message>
        <source>Plain strings (TRL)</source>
        <translation>纯字符串 (TRL)</translation>
    </message>
    <message>
        <source>ShareGPT (LLaMA-Factory)</source>
        <translation>ShareGPT (LLaMA-Factory)</translation>
    </message>
    <message>
        <source>PKU-SafeRLHF</source>
        <translation>PKU-SafeRLHF</translation>
    </message>
    <message>
        <source>UltraFeedback binarized</source>
        <translation>UltraFeedback binarized</translation>
    </message>
    <message>
        <source>RewardBench</source>
        <translation>RewardBench</translation>
    </message>
    <message>
        <source>RewardBench 2</source>
        <translation>RewardBench 2</translation>
    </message>
    <message>
        <source>RM-Bench</source>
        <translation>RM-Bench</translation>
    </message>
    <message>
        <source>LLMBar</source>
        <translation>LLMBar</translation>
    </message>
    <message>
        <source>NeMo</source>
        <translation>NeMo</translation>
    </message>
    <message>
        <source>WildGuardMix</source>
        <translation>WildGuardMix</translation>
    </message>
    <message>
        <source>CSV and TSV</source>
        <translation>CSV 和 TSV</translation>
    </message>
    <message>
        <source>Any JSON Lines</source>
        <translation>任意 JSON Lines</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>压缩文件</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Neuronpedia / SAEDashboard features</source>
        <translation>Neuronpedia / SAEDashboard 特征</translation>
    </message>
    <message>
        <source>delphi explanations</source>
        <translation>delphi 解释</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Run metrics</source>
        <translation>运行指标</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>config.json, model.safetensors or pytorch_model.bin, also in shards</source>
        <translation>config.json、model.safetensors 或 pytorch_model.bin，也可分片</translation>
    </message>
    <message>
        <source>LlamaForSequenceClassification; RoPE scaling llama3, linear or none.</source>
        <translation>LlamaForSequenceClassification；RoPE 缩放为 llama3、linear 或无。</translation>
    </message>
    <message>
        <source>MistralForSequenceClassification, with or without a sliding window.</source>
        <translation>MistralForSequenceClassification，有无滑动窗口均可。</translation>
    </message>
    <message>
        <source>Qwen2ForSequenceClassification; biases on query, key and value.</source>
        <translation>Qwen2ForSequenceClassification；query、key、value 带偏置。</translation>
    </message>
    <message>
        <source>Qwen3ForSequenceClassification; norms on queries and keys. No mixtures of experts.</source>
        <translation>Qwen3ForSequenceClassification；query 和 key 带归一化。不支持混合专家模型。</translation>
    </message>
    <message>
        <source>Gemma2ForSequenceClassification; soft-capping, sliding windows, norms after each half of a block.</source>
        <translation>Gemma2ForSequenceClassification；soft-capping、滑动窗口、每半个块后归一化。</translation>
    </message>
    <message>
        <source>the model&apos;s files with v_head, value_head, …</source>
        <translation>模型文件，含 v_head、value_head、…</translation>
    </message>
    <message>
        <source>As reward-model repositories ship them: the head beside or among the weights, with or without a bias.</source>
        <translation>按奖励模型仓库的常见形式：奖励头在权重旁或权重中，有无偏置均可。</translation>
    </message>
    <message>
        <source>config.json with id2label</source>
        <translation>含 id2label 的 config.json</translation>
    </message>
    <message>
        <source>The reward is the label chosen by name or number.</source>
        <translation>奖励为按名称或编号选定的标签。</translation>
    </message>
    <message>
        <source>tokenizer.json</source>
        <translation>tokenizer.json</translation>
    </message>
    <message>
        <source>Llama 3, Qwen 2.5 and 3, GPT-2, …</source>
        <translation>Llama 3、Qwen 2.5 和 3、GPT-2、…</translation>
    </message>
    <message>
        <source>Gemma, Llama 2, Mistral: byte fallback, Replace, Prepend, Metaspace.</source>
        <translation>Gemma、Llama 2、Mistral：字节回退、Replace、Prepend、Metaspace。</translation>
    </message>
    <message>
        <source>tokenizer.model</source>
        <translation>tokenizer.model</translation>
    </message>
    <message>
        <source>BPE and unigram models; read where there is no tokenizer.json.</source>
        <translation>BPE 和 unigram 模型；没有 tokenizer.json 时读取。</translation>
    </message>
    <message>
        <source>tokenizer_config.json, chat_template.jinja or .json</source>
        <translation>tokenizer_config.json、chat_template.jinja 或 .json</translation>
    </message>
    <message>
        <source>Run by an interpreter with bounds on time and memory; also named ones in additional_chat_templates/.</source>
        <translation>由限时限内存的解释器运行；也支持 additional_chat_templates/ 中的命名模板。</translation>
    </message>
    <message>
        <source>sae_config.json, sae.safetensors</source>
        <translation>sae_config.json, sae.safetensors</translation>
    </message>
    <message>
        <source>stage2.pt, or its four tensors as .safetensors</source>
        <translation>stage2.pt，或其四个张量的 .safetensors</translation>
    </message>
    <message>
        <source>k and the layer are not in the file: give them.</source>
        <translation>文件中没有 k 和层号：请您指定。</translation>
    </message>
    <message>
        <source>cfg.json, sae.safetensors</source>
        <translation>cfg.json, sae.safetensors</translation>
    </message>
    <message>
        <source>Top-k; transcoders and skip connections are refused.</source>
        <translation>Top-k；不接受 transcoder 和跳跃连接。</translation>
    </message>
    <message>
        <source>cfg.json, sae_weights.safetensors</source>
        <translation>cfg.json, sae_weights.safetensors</translation>
    </message>
    <message>
        <source>Standard, top-k, batch top-k, JumpReLU and gated; version 6 and older.</source>
        <translation>标准、top-k、batch top-k、JumpReLU 和 gated；第 6 版及更早。</translation>
    </message>
    <message>
        <source>ae.pt, config.json</source>
        <translation>ae.pt, config.json</translation>
    </message>
    <message>
        <source>Top-k, batch top-k, JumpReLU, gated and standard.</source>
        <translation>Top-k、batch top-k、JumpReLU、gated 和标准。</translation>
    </message>
    <message>
        <source>.pt</source>
        <translation>.pt</translation>
    </message>
    <message>
        <source>Top-k implies layer normalisation of the input.</source>
        <translation>Top-k 意味着对输入做层归一化。</translation>
    </message>
    <message>
        <source>params.npz</source>
        <translation>params.npz</translation>
    </message>
    <message>
        <source>JumpReLU; the layer comes from the folder&apos;s name or you.</source>
        <translation>JumpReLU；层号取自文件夹名或由您指定。</translation>
    </message>
    <message>
        <source>.jsonl</source>
        <translation>.jsonl</translation>
    </message>
    <message>
        <source>.jsonl, .json</source>
        <translation>.jsonl, .json</translation>
    </message>
    <message>
        <source>Whole “Human: … Assistant: …” transcripts.</source>
        <translation>完整的“Human: … Assistant: …”对话。</translation>
    </message>
    <message>
        <source>chosen and rejected as lists of {role, content}, with or without a prompt.</source>
        <translation>chosen 和 rejected 为 {role, content} 列表，有无 prompt 均可。</translation>
    </message>
    <message>
        <source>prompt, chosen and rejected as texts.</source>
        <translation>prompt、chosen 和 rejected 为文本。</translation>
    </message>
    <message>
        <source>.json</source>
        <translation>.json</translation>
    </message>
    <message>
        <source>conversations with chosen and rejected.</source>
        <translation>conversations，含 chosen 和 rejected。</translation>
    </message>
    <message>
        <source>response_0 and response_1; which is preferred: the better or the safer one, as you choose.</source>
        <translation>response_0 和 response_1；优选更好的还是更安全的，由您决定。</translation>
    </message>
    <message>
        <source>Message lists with score_chosen and score_rejected.</source>
        <translation>消息列表，含 score_chosen 和 score_rejected。</translation>
    </message>
    <message>
        <source>prompt, chosen, rejected, subset.</source>
        <translation>prompt、chosen、rejected、subset。</translation>
    </message>
    <message>
        <source>One chosen answer against several rejected ones: a pair each. Accuracy here is per pair, not the leaderboard&apos;s.</source>
        <translation>一个优选回答对多个拒选回答：各成一对。这里的准确率按偏好对计算，与排行榜不同。</translation>
    </message>
    <message>
        <source>Three styles of each answer: nine pairs a record.</source>
        <translation>每个回答三种风格：每条记录九个偏好对。</translation>
    </message>
    <message>
        <source>input, output_1, output_2 and the label of the better one.</source>
        <translation>input、output_1、output_2，以及较优者的标签。</translation>
    </message>
    <message>
        <source>NeMo-Aligner and NeMo-RL preference files.</source>
        <translation>NeMo-Aligner 和 NeMo-RL 的偏好文件。</translation>
    </message>
    <message>
        <source>Single answers with labels: answers to one prompt, one harmful and one not, make a pair.</source>
        <translation>带标签的单个回答：同一提示的一个有害回答和一个无害回答组成一对。</translation>
    </message>
    <message>
        <source>.csv, .tsv</source>
        <translation>.csv, .tsv</translation>
    </message>
    <message>
        <source>Columns prompt, chosen, rejected, or a mapping.</source>
        <translation>列 prompt、chosen、rejected，或自定义映射。</translation>
    </message>
    <message>
        <source>.jsonl, .json, .csv</source>
        <translation>.jsonl, .json, .csv</translation>
    </message>
    <message>
        <source>You say which member holds what.</source>
        <translation>由您指定各字段的含义。</translation>
    </message>
    <message>
        <source>.gz, .zst</source>
        <translation>.gz, .zst</translation>
    </message>
    <message>
        <source>Of any of these.</source>
        <translation>以上任意一种。</translation>
    </message>
    <message>
        <source>.parquet</source>
        <translation>.parquet</translation>
    </message>
    <message>
        <source>Where the program was built with Apache Arrow.</source>
        <translation>仅当程序带 Apache Arrow 构建时。</translation>
    </message>
    <message>
        <source>.csv, .tsv, .jsonl</source>
        <translation>.csv, .tsv, .jsonl</translation>
    </message>
    <message>
        <source>.csv, .jsonl</source>
        <translation>.csv, .jsonl</translation>
    </message>
    <message>
        <source>Also read back, and merged without conflicts.</source>
        <translation>也可读回，并无冲突地合并。</translation>
    </message>
    <message>
        <source>.json, or an import folder</source>
        <translation>.json，或导入文件夹</translation>
    </message>
    <message>
        <source>Histograms and top contexts; a reward model has no logits. Explanations are read back as ratings.</source>
        <translation>直方图和最强上下文；奖励模型没有 logits。解释可作为评分读回。</translation>
    </message>
    <message>
        <source>a folder of .txt</source>
        <translation>.txt 文件夹</translation>
    </message>
    <message>
        <source>.jsonl, .csv</source>
        <translation>.jsonl, .csv</translation>
    </message>
    <message>
        <source>Poisoned and denoised sets too; loads in TRL.</source>
        <translation>也包括投毒和去噪后的数据集；可在 TRL 中载入。</translation>
    </message>
    <message>
        <source>TensorBoard event files, .csv</source>
        <translation>TensorBoard 事件文件、.csv</translation>
    </message>
    <message>
        <source>SAFER</source>
        <translation>SAFER</translation>
    </message>
    <message>
        <source>.html, .pdf</source>
        <translation>.html、.pdf</translation>
    </message>
    <message>
        <source>One file that asks nothing of the network. The PDF comes from the window: File &gt; Report.</source>
        <translation>一个文件，不从网络获取任何内容。PDF 由窗口生成：文件 &gt; 报告。</translation>
    </message>
</context>
<context>
    <name>AgreementState</name>
    <message>
        <source>%1 (judge)</source>
        <translation>%1（评判模型）</translation>
    </message>
    <message>
        <source>%1 (person)</source>
        <translation>%1（评分者）</translation>
    </message>
    <message>
        <source>People and %1</source>
        <translation>评分者与 %1</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>所有评分者</translation>
    </message>
    <message>
        <source>All people and judges</source>
        <translation>所有评分者和评判模型</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>cannot be computed</source>
        <translation>无法计算</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>too few for an interval</source>
        <translation>数量太少，无法给出区间</translation>
    </message>
    <message>
        <source>people</source>
        <translation>评分者</translation>
    </message>
    <message>
        <source>On average %1 scores %2 higher than %3.</source>
        <translation>平均而言，%1 的评分比 %3 高 %2。</translation>
    </message>
    <message>
        <source>On average %1 scores %2 lower than %3.</source>
        <translation>平均而言，%1 的评分比 %3 低 %2。</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 分（%2）</translation>
    </message>
    <message>
        <source>There is nothing to rate yet</source>
        <translation>还没有可评的内容</translation>
    </message>
    <message>
        <source>Build the feature index on the Overview page first.</source>
        <translation>请先在“概览”页构建特征索引。</translation>
    </message>
    <message>
        <source>Nobody has rated anything yet</source>
        <translation>还没有任何评分</translation>
    </message>
    <message>
        <source>Agreement needs two opinions on the same features: rate some yourself, let a judge rate them, or merge a colleague&apos;s file.</source>
        <translation>一致性需要对同一批特征有两份意见：请自己评一些，让评判模型评，或合并同事的文件。</translation>
    </message>
    <message>
        <source>Only %1 has rated so far</source>
        <translation>目前只有 %1 评过</translation>
    </message>
    <message>
        <source>Rate some of the same features yourself, or let another judge rate them: then this page shows how far the two agree.</source>
        <translation>请自己评一些相同的特征，或让另一评判模型评分：之后此页会显示二者的一致程度。</translation>
    </message>
    <message>
        <source>For a second opinion let a judge rate the features, have a colleague rate them under a profile of their own, or merge the file a colleague exported.</source>
        <translation>如需第二份意见，可让评判模型评这些特征，请同事用自己的身份评分，或合并同事导出的文件。</translation>
    </message>
    <message>
        <source>No feature has two ratings yet.</source>
        <translation>还没有特征有两份评分。</translation>
    </message>
    <message>
        <source>No feature has been rated both by a person and by %1 yet.</source>
        <translation>还没有特征同时由评分者和 %1 评过。</translation>
    </message>
    <message>
        <source>%1 and %2 have not rated the same feature yet.</source>
        <translation>%1 和 %2 还没有评过同一个特征。</translation>
    </message>
</context>
<context>
    <name>Dose</name>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Added activation</source>
        <translation>附加激活值</translation>
    </message>
</context>
<context>
    <name>EffectFigure</name>
    <message>
        <source>%1: %2 between %3 and %4</source>
        <translation>%1：%2，介于 %3 和 %4 之间</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more points</source>
        <translation>
            <numerusform>另有 %Ln 个点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>CSV, for spreadsheets, R and pandas</source>
        <translation>CSV，用于电子表格、R 和 pandas</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Message lists (TRL, Hugging Face)</source>
        <translation>消息列表（TRL、Hugging Face）</translation>
    </message>
    <message>
        <source>Plain strings (TRL)</source>
        <translation>纯字符串 (TRL)</translation>
    </message>
    <message>
        <source>Saferscope, with everything it knows</source>
        <translation>Saferscope，含其全部信息</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Hugging Face folder, numbers as they are stored</source>
        <translation>Hugging Face 文件夹，数值按原样保存</translation>
    </message>
    <message>
        <source>Hugging Face folder, float32</source>
        <translation>Hugging Face 文件夹，float32</translation>
    </message>
    <message>
        <source>Hugging Face folder, bfloat16</source>
        <translation>Hugging Face 文件夹，bfloat16</translation>
    </message>
    <message>
        <source>Hugging Face folder, float16</source>
        <translation>Hugging Face 文件夹，float16</translation>
    </message>
    <message>
        <source>There is no feature index in this workspace yet.</source>
        <translation>此工作区还没有特征索引。</translation>
    </message>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Every feature with its numbers, labels and ratings, for your own statistics.</source>
        <translation>每个特征及其数值、标签和评分，供您自行统计。</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>What people and judges said of the features; merges into other workspaces.</source>
        <translation>评分者和评判模型对特征的评价；可合并到其他工作区。</translation>
    </message>
    <message>
        <source>All events, for other workspaces (JSON Lines)</source>
        <translation>全部事件，用于其他工作区 (JSON Lines)</translation>
    </message>
    <message>
        <source>What holds now, a row for each feature (CSV)</source>
        <translation>当前有效的内容，每个特征一行 (CSV)</translation>
    </message>
    <message>
        <source>Neuronpedia features</source>
        <translation>Neuronpedia 特征</translation>
    </message>
    <message>
        <source>Histograms and top contexts as SAEDashboard and Neuronpedia read them.</source>
        <translation>直方图和最强上下文，供 SAEDashboard 和 Neuronpedia 读取。</translation>
    </message>
    <message>
        <source>SAEDashboard JSON</source>
        <translation>SAEDashboard JSON</translation>
    </message>
    <message>
        <source>Neuronpedia upload (v1 folder)</source>
        <translation>Neuronpedia 上传（v1 文件夹）</translation>
    </message>
    <message>
        <source>delphi explanations</source>
        <translation>delphi 解释</translation>
    </message>
    <message>
        <source>One text file for each explained feature, as delphi scores them.</source>
        <translation>每个有解释的特征一个文本文件，供 delphi 评分。</translation>
    </message>
    <message>
        <source>Folder of explanations</source>
        <translation>解释文件夹</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>A data set, also a poisoned or denoised one, for TRL and datasets.</source>
        <translation>一个数据集（也可以是投毒或去噪后的），供 TRL 和 datasets 使用。</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>There is no data set in this workspace yet.</source>
        <translation>此工作区还没有数据集。</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>奖励模型</translation>
    </message>
    <message>
        <source>A folder that transformers loads with from_pretrained().</source>
        <translation>可由 transformers 用 from_pretrained() 加载的文件夹。</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>There is no reward model in this workspace yet.</source>
        <translation>此工作区还没有奖励模型。</translation>
    </message>
    <message>
        <source>Sparse autoencoder</source>
        <translation>稀疏自编码器</translation>
    </message>
    <message>
        <source>In the layout of the library that shall load it.</source>
        <translation>采用目标库可加载的格式。</translation>
    </message>
    <message>
        <source>&amp;SAE</source>
        <translation>SAE(&amp;S)</translation>
    </message>
    <message>
        <source>There is no SAE in this workspace yet.</source>
        <translation>此工作区还没有 SAE。</translation>
    </message>
    <message>
        <source>Metrics of a training</source>
        <translation>训练指标</translation>
    </message>
    <message>
        <source>The curves of a run, for TensorBoard or a plot of your own.</source>
        <translation>一次运行的曲线，用于 TensorBoard 或自行绘图。</translation>
    </message>
    <message>
        <source>TensorBoard event files (folder)</source>
        <translation>TensorBoard 事件文件（文件夹）</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Nothing was trained in this workspace yet.</source>
        <translation>此工作区还没有训练过任何模型。</translation>
    </message>
    <message>
        <source>HTML report</source>
        <translation>HTML 报告</translation>
    </message>
    <message>
        <source>Everything worth showing in one file that opens in any browser, also offline.</source>
        <translation>将值得展示的内容汇集到一个文件，可在任何浏览器中打开，离线也可以。</translation>
    </message>
    <message>
        <source>HTML, one file</source>
        <translation>HTML，单个文件</translation>
    </message>
    <message>
        <source>HTML without the texts of the data</source>
        <translation>HTML，不含数据文本</translation>
    </message>
</context>
<context>
    <name>FeatureForest</name>
    <message>
        <source>small subsets together (%1)</source>
        <translation>合并的小子集 (%1)</translation>
    </message>
    <message>
        <source>no subset</source>
        <translation>无子集</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 及另外 %Ln 项</numerusform>
        </translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>全部偏好对</translation>
    </message>
    <message>
        <source>No subset contradicts another beyond chance.</source>
        <translation>各子集之间没有超出随机波动的矛盾。</translation>
    </message>
    <message>
        <source>Fires for chosen answers in %1 but for rejected ones in %2.</source>
        <translation>在%1中对优选回答激活，但在%2中对拒选回答激活。</translation>
    </message>
</context>
<context>
    <name>FeatureMap</name>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Judge&apos;s rating</source>
        <translation>评判模型评分</translation>
    </message>
    <message>
        <source>People&apos;s rating</source>
        <translation>评分者评分</translation>
    </message>
    <message>
        <source>How often it fires</source>
        <translation>激活频率</translation>
    </message>
    <message>
        <source>Kept features</source>
        <translation>保留的特征</translation>
    </message>
    <message>
        <source>Coloured by contrast, from %1 (rejected) to %2 (chosen)</source>
        <translation>按对比度着色，从 %1（拒选）到 %2（优选）</translation>
    </message>
    <message>
        <source>Coloured by the judge&apos;s rating, 1 to 5; grey: not rated</source>
        <translation>按评判模型评分着色，1 到 5；灰色：未评</translation>
    </message>
    <message>
        <source>Coloured by people&apos;s rating, 1 to 5; grey: not rated</source>
        <translation>按评分者评分着色，1 到 5；灰色：未评</translation>
    </message>
    <message>
        <source>Coloured by how often a feature fires, from %1 to %2 of the positions, in equal steps of its logarithm</source>
        <translation>按特征激活频率着色，占位置的 %1 到 %2，按对数等分</translation>
    </message>
    <message>
        <source>Coloured: the kept features; grey: all others</source>
        <translation>彩色：保留的特征；灰色：其他</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评</translation>
    </message>
    <message>
        <source>left: rejected, right: chosen</source>
        <translation>左：拒选，右：优选</translation>
    </message>
</context>
<context>
    <name>FeatureOpinionList</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Look at its contexts</source>
        <translation>请看其上下文</translation>
    </message>
    <message>
        <source>Some of them read as if they were meant to steer the judge.</source>
        <translation>其中一些疑似意图左右评判模型。</translation>
    </message>
    <message>
        <source>%1: no valid answer</source>
        <translation>%1：没有有效回答</translation>
    </message>
    <message>
        <source>, confirmed the suggestion</source>
        <translation>，确认了建议</translation>
    </message>
    <message>
        <source>, blind</source>
        <translation>，盲评</translation>
    </message>
    <message>
        <source>Adjudicated by %1: %2</source>
        <translation>由 %1 裁定：%2</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>有分歧</translation>
    </message>
    <message>
        <source>People&apos;s scores differ and nobody has adjudicated.</source>
        <translation>评分者的分数不同，且尚未裁定。</translation>
    </message>
    <message>
        <source>Flagged by</source>
        <translation>标记者</translation>
    </message>
    <message>
        <source>Skipped by</source>
        <translation>跳过者</translation>
    </message>
    <message numerus="yes">
        <source>Left out here: %Ln more</source>
        <translation>
            <numerusform>此处省略：另有 %Ln 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterExpression</name>
    <message>
        <source>There is no bracket to close here.</source>
        <translation>此处没有可闭合的括号。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not expected here.</source>
        <translation>此处不应有“%1”。</translation>
    </message>
    <message>
        <source>This filter is nested too deeply.</source>
        <translation>此筛选嵌套过深。</translation>
    </message>
    <message>
        <source>This bracket is never closed.</source>
        <translation>此括号没有闭合。</translation>
    </message>
    <message>
        <source>Write |field| for the size of a number without its sign.</source>
        <translation>用 |field| 表示数值的绝对值。</translation>
    </message>
    <message>
        <source>Something is missing at the end.</source>
        <translation>末尾缺少内容。</translation>
    </message>
    <message>
        <source>A field or a word is expected before &quot;%1&quot;.</source>
        <translation>“%1”之前应有字段或词语。</translation>
    </message>
    <message>
        <source>Something is missing before &quot;%1&quot;.</source>
        <translation>“%1”之前缺少内容。</translation>
    </message>
    <message>
        <source>Write abs(field) for the size of a number without its sign.</source>
        <translation>用 abs(field) 表示数值的绝对值。</translation>
    </message>
    <message>
        <source>There is no field &quot;%1&quot;. Fields are %2.</source>
        <translation>没有字段“%1”。可用字段：%2。</translation>
    </message>
    <message>
        <source>%1 is not a number.</source>
        <translation>%1 不是数值。</translation>
    </message>
    <message>
        <source>%1 is yes or no: write %1 or not %1.</source>
        <translation>%1 只有是或否：请写 %1 或 not %1。</translation>
    </message>
    <message>
        <source>Compare %1 with something, such as %2.</source>
        <translation>请将 %1 与某个值比较，例如 %2。</translation>
    </message>
    <message>
        <source>%1 is a number: compare it with =, !=, &lt;, &lt;=, &gt; or &gt;=.</source>
        <translation>%1 是数值：请用 =, !=, &lt;, &lt;=, &gt; 或 &gt;= 比较。</translation>
    </message>
    <message>
        <source>%1 is text: compare it with =, != or ~ (contains).</source>
        <translation>%1 是文本：请用 =、!= 或 ~（包含）比较。</translation>
    </message>
    <message>
        <source>A value is missing after &quot;%1&quot;.</source>
        <translation>“%1”之后缺少值。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number.</source>
        <translation>“%1”不是数值。</translation>
    </message>
    <message>
        <source>Only = and != take a list of values.</source>
        <translation>只有 = 和 != 可以使用值列表。</translation>
    </message>
    <message>
        <source>This filter is too long.</source>
        <translation>此筛选过长。</translation>
    </message>
    <message>
        <source>This quotation mark is never closed.</source>
        <translation>此引号没有闭合。</translation>
    </message>
    <message>
        <source>Write != for &quot;is not&quot;, or not for &quot;without&quot;.</source>
        <translation>“不等于”请写 !=，“排除”请写 not。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no meaning in a filter.</source>
        <translation>“%1”在筛选中没有意义。</translation>
    </message>
    <message>
        <source>Only = and != take a list of values. Numbers are written with a point: 0.1</source>
        <translation>只有 = 和 != 接受值列表。数字用小数点书写：0.1</translation>
    </message>
</context>
<context>
    <name>FormatsPage</name>
    <message>
        <source>Reward models</source>
        <translation>奖励模型</translation>
    </message>
    <message>
        <source>Tokenizers and chat templates</source>
        <translation>分词器与对话模板</translation>
    </message>
    <message>
        <source>Sparse autoencoders</source>
        <translation>稀疏自编码器</translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>What else goes out</source>
        <translation>其他导出内容</translation>
    </message>
    <message>
        <source>A folder in Hugging Face layout: File &gt; Open reward model…, or &lt;code&gt;--model&lt;/code&gt;. Weights stored as float32, bfloat16 or float16 stay as they are.</source>
        <translation>Hugging Face 格式的文件夹：“文件 &gt; 打开奖励模型…”，或 &lt;code&gt;--model&lt;/code&gt;。以 float32、bfloat16 或 float16 存储的权重保持原样。</translation>
    </message>
    <message>
        <source>They lie in the model&apos;s folder and are found there.</source>
        <translation>它们位于模型文件夹中，会自动找到。</translation>
    </message>
    <message>
        <source>File &gt; Open SAE…, or &lt;code&gt;safer sae add&lt;/code&gt;. The layout is found from the files; the word in the last column but one is what &lt;code&gt;--layout&lt;/code&gt; and the list in the dialog call it.</source>
        <translation>“文件 &gt; 打开 SAE…”，或 &lt;code&gt;safer sae add&lt;/code&gt;。格式由文件判断；倒数第二列中的词即 &lt;code&gt;--layout&lt;/code&gt; 和对话框列表中的名称。</translation>
    </message>
    <message>
        <source>File &gt; Import pairs…, or &lt;code&gt;safer import&lt;/code&gt;. JSON Lines or a JSON array unless the row says otherwise; the layout is found from the first records, or chosen with &lt;code&gt;--layout&lt;/code&gt;.</source>
        <translation>“文件 &gt; 导入偏好对…”，或 &lt;code&gt;safer import&lt;/code&gt;。除另有说明外均为 JSON Lines 或 JSON 数组；格式由前面的记录判断，或用 &lt;code&gt;--layout&lt;/code&gt; 指定。</translation>
    </message>
    <message>
        <source>File &gt; Export…, or &lt;code&gt;safer export&lt;/code&gt; with the word in the last column but one.</source>
        <translation>“文件 &gt; 导出…”，或 &lt;code&gt;safer export&lt;/code&gt; 加倒数第二列中的词。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Files Saferscope reads and writes</source>
        <translation>Saferscope 读写的文件</translation>
    </message>
    <message>
        <source>What is not in these tables is refused with a sentence that says why, not read as something else. What a file leaves open and Saferscope has to assume is shown when the file is opened.</source>
        <translation>不在这些表格中的内容会被拒绝并说明原因，而不会当作其他格式读取。文件未说明、Saferscope 不得不假设的内容，会在打开文件时显示。</translation>
    </message>
</context>
<context>
    <name>FormulaButton</name>
    <message>
        <source>How is this computed? (%1)</source>
        <translation>如何计算？（%1）</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Sentence ends, as trained</source>
        <translation>句末，与训练一致</translation>
    </message>
    <message>
        <source>All tokens, off-distribution for this SAE</source>
        <translation>全部词元，超出此 SAE 的训练分布</translation>
    </message>
    <message>
        <source>Only tokens that end a sentence or clause are coloured: the positions the sparse autoencoder was trained on.</source>
        <translation>只为句子或分句末尾的词元着色：即稀疏自编码器训练所用的位置。</translation>
    </message>
    <message>
        <source>Every token is coloured. The sparse autoencoder was trained on sentence ends only, so read values elsewhere with care.</source>
        <translation>为每个词元着色。稀疏自编码器只在句末训练，请谨慎看待其他位置的数值。</translation>
    </message>
    <message>
        <source>Tokens shown</source>
        <translation>显示的词元</translation>
    </message>
    <message>
        <source>Sentence ends</source>
        <translation>句末</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部词元</translation>
    </message>
    <message>
        <source>empty token</source>
        <translation>空词元</translation>
    </message>
    <message>
        <source>special token %1</source>
        <translation>特殊词元 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n new line(s)</source>
        <translation>
            <numerusform>%n 个换行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tab(s)</source>
        <translation>
            <numerusform>%n 个制表符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n space(s)</source>
        <translation>
            <numerusform>%n 个空格</numerusform>
        </translation>
    </message>
    <message>
        <source>carriage return</source>
        <translation>回车符</translation>
    </message>
</context>
<context>
    <name>HelpPages</name>
    <message>
        <source>Saferscope help</source>
        <translation>Saferscope 帮助</translation>
    </message>
    <message>
        <source>Bringing in your own model, SAE and data</source>
        <translation>使用自己的模型、SAE 和数据</translation>
    </message>
    <message>
        <source>Mapping columns</source>
        <translation>映射列</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Files Saferscope reads and writes</source>
        <translation>Saferscope 读写的文件</translation>
    </message>
    <message>
        <source>How the numbers are computed</source>
        <translation>数值的计算方法</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>The Overview page</source>
        <translation>“概览”页</translation>
    </message>
    <message>
        <source>The Features page</source>
        <translation>“特征”页</translation>
    </message>
    <message>
        <source>The Pairs page</source>
        <translation>“偏好对”页</translation>
    </message>
    <message>
        <source>The Annotate page</source>
        <translation>“标注”页</translation>
    </message>
    <message>
        <source>The Experiments page</source>
        <translation>“实验”页</translation>
    </message>
    <message>
        <source>The Causal lab</source>
        <translation>因果实验室</translation>
    </message>
    <message>
        <source>The Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>Workspaces, backups and damage</source>
        <translation>工作区、备份与损坏</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Privacy and keys of servers</source>
        <translation>隐私与服务器密钥</translation>
    </message>
    <message>
        <source>Questions and troubles</source>
        <translation>常见问题与故障</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
</context>
<context>
    <name>JudgeForm</name>
    <message>
        <source>%1 million</source>
        <translation>%1 百万</translation>
    </message>
    <message>
        <source>Word lists (offline)</source>
        <translation>词表（离线）</translation>
    </message>
    <message>
        <source>OpenAI or a compatible server</source>
        <translation>OpenAI 或兼容的服务器</translation>
    </message>
    <message>
        <source>Azure OpenAI</source>
        <translation>Azure OpenAI</translation>
    </message>
    <message>
        <source>llama.cpp on this computer</source>
        <translation>本机的 llama.cpp</translation>
    </message>
    <message>
        <source>vLLM on this computer</source>
        <translation>本机的 vLLM</translation>
    </message>
    <message>
        <source>Ollama on this computer</source>
        <translation>本机的 Ollama</translation>
    </message>
    <message>
        <source>Ratings from a file</source>
        <translation>来自文件的评分</translation>
    </message>
    <message>
        <source>Counts words about harm, refusal and warning around the places where a feature fires. Fast and free, and no more than that: it does not understand what it reads.</source>
        <translation>统计特征激活最强处附近有关伤害、拒绝和警告的词语。快速、免费，但仅此而已：它并不理解所读的内容。</translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI&apos;s chat completions.</source>
        <translation>任何支持 OpenAI 聊天补全接口的服务器。</translation>
    </message>
    <message>
        <source>The resource&apos;s endpoint, and the deployment&apos;s name as the model.</source>
        <translation>填写资源的端点，并以部署名称作为模型名。</translation>
    </message>
    <message>
        <source>Start it first, for example: llama-server -m model.gguf</source>
        <translation>请先启动，例如：llama-server -m model.gguf</translation>
    </message>
    <message>
        <source>Start it first, for example: vllm serve MODEL</source>
        <translation>请先启动，例如：vllm serve MODEL</translation>
    </message>
    <message>
        <source>The model has to be there already: ollama pull MODEL</source>
        <translation>模型须已下载：ollama pull MODEL</translation>
    </message>
    <message>
        <source>Made elsewhere: SAFER&apos;s interpret.json, a folder of delphi explanations, or Neuronpedia explanations.</source>
        <translation>在别处生成：SAFER 的 interpret.json、delphi 解释文件夹或 Neuronpedia 解释。</translation>
    </message>
    <message>
        <source>The resource&apos;s endpoint is missing.</source>
        <translation>缺少资源的端点。</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>缺少地址。</translation>
    </message>
    <message>
        <source>The address is none: it begins with https:// (or http://), names a computer, and holds no password.</source>
        <translation>地址无效：应以 https://（或 http://）开头，包含计算机名，且不含密码。</translation>
    </message>
    <message>
        <source>The deployment&apos;s name is missing.</source>
        <translation>缺少部署名称。</translation>
    </message>
    <message>
        <source>The model&apos;s name is missing.</source>
        <translation>缺少模型名称。</translation>
    </message>
    <message>
        <source>The API version is missing.</source>
        <translation>缺少 API 版本。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: the file is only read.</source>
        <translation>没有内容离开此计算机：只读取文件。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: the words are counted here.</source>
        <translation>没有内容离开此计算机：词语在本机统计。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer as long as the server at %1 keeps to itself what it is sent.</source>
        <translation>只要 %1 处的服务器不外传收到的内容，就没有内容离开此计算机。</translation>
    </message>
    <message>
        <source>Sent to %1 for each feature: the prompt with up to %2 passages of at most %3 tokens from your data set, and the model&apos;s name. No rewards, no ratings, no file names.</source>
        <translation>每个特征发送到 %1 的内容：提示（含数据集中至多 %2 个片段，每个至多 %3 个词元）和模型名称。不发送奖励、评分和文件名。</translation>
    </message>
    <message>
        <source>The connection is not encrypted: what is sent can be read on the way.</source>
        <translation>连接未加密：发送的内容可能在途中被读取。</translation>
    </message>
    <message>
        <source>This judge has rated all of these features already.</source>
        <translation>该评判模型已评过所有这些特征。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln 个特征</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answers known already</source>
        <translation>
            <numerusform>%Ln 个回答已知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fire in too few places to be asked about</source>
        <translation>
            <numerusform>%Ln 个激活位置太少，无法询问</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 with a passage that looks as if it were meant to steer the judge</source>
        <translation>%1 个含有疑似意图左右评判模型的片段</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>%1: a few seconds, free of charge.</source>
        <translation>%1：几秒钟，免费。</translation>
    </message>
    <message>
        <source>%1: nothing has to be asked.</source>
        <translation>%1：无需询问。</translation>
    </message>
    <message>
        <source>%1: about %2 requests, %3 tokens to the judge and %4 back.</source>
        <translation>%1：约 %2 次请求，发送 %3 个词元，返回 %4 个。</translation>
    </message>
    <message>
        <source>About %1 in the prices&apos; currency, at the very most %2.</source>
        <translation>费用约 %1（与价格同币种），最多 %2。</translation>
    </message>
    <message>
        <source>Enter the prices to see what that costs.</source>
        <translation>输入价格即可查看费用。</translation>
    </message>
    <message>
        <source>These are estimates; retries come on top.</source>
        <translation>以上为估计值；重试另计。</translation>
    </message>
    <message numerus="yes">
        <source>It ends after %Ln requests; the rest can be rated later.</source>
        <translation>
            <numerusform>%Ln 次请求后结束；其余的可以以后再评。</numerusform>
        </translation>
    </message>
    <message>
        <source>It ends before it costs more than %1.</source>
        <translation>费用超过 %1 之前结束。</translation>
    </message>
</context>
<context>
    <name>LostFiles</name>
    <message>
        <source>%1 changed while it was open, and a part of it can no longer be read.</source>
        <translation>%1 在打开期间被更改，其中一部分已无法读取。</translation>
    </message>
    <message>
        <source>What is shown of it may be empty or wrong. Build or copy the index again and open the workspace anew; ratings are kept elsewhere and are not touched by this.</source>
        <translation>所显示的内容可能为空或有误。请重新构建或复制索引，然后重新打开工作区；评分保存在别处，不受影响。</translation>
    </message>
</context>
<context>
    <name>OpinionSummary</name>
    <message>
        <source>%1: %2, confirmed the suggestion</source>
        <translation>%1：%2，确认了建议</translation>
    </message>
    <message>
        <source>%1: %2, blind</source>
        <translation>%1：%2，盲评</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Adjudicated by %1: %2</source>
        <translation>由 %1 裁定：%2</translation>
    </message>
    <message>
        <source>LLM</source>
        <translation>LLM</translation>
    </message>
    <message>
        <source>Word lists</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>LLM (%1)</source>
        <translation>LLM (%1)</translation>
    </message>
</context>
<context>
    <name>OverviewState</name>
    <message>
        <source>It was made with another reward model than the newest one.</source>
        <translation>它所用的奖励模型不是最新的。</translation>
    </message>
    <message>
        <source>It was made with another autoencoder than the newest one.</source>
        <translation>它所用的自编码器不是最新的。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Preference pairs: a prompt with a chosen and a rejected answer.</source>
        <translation>偏好对：一个提示，以及一个优选回答和一个拒选回答。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records left out</source>
        <translation>
            <numerusform>略去 %Ln 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>训练…</translation>
    </message>
    <message>
        <source>Open one…</source>
        <translation>打开现有…</translation>
    </message>
    <message>
        <source>Learns from the pairs which answers people prefer.</source>
        <translation>从偏好对中学习人们偏好哪些回答。</translation>
    </message>
    <message>
        <source>Held-out: %1</source>
        <translation>留出：%1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>a folder outside the workspace</source>
        <translation>工作区之外的文件夹</translation>
    </message>
    <message>
        <source>Splits what the model computes into features one can read.</source>
        <translation>把模型的内部计算拆分为可理解的特征。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features, %1 per token</source>
        <translation>
            <numerusform>%Ln 个特征，每词元 %1 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln 个特征</numerusform>
        </translation>
    </message>
    <message>
        <source>Build…</source>
        <translation>构建…</translation>
    </message>
    <message>
        <source>Where every feature fires, and on which side of each pair.</source>
        <translation>每个特征在何处激活，以及在偏好对的哪一侧。</translation>
    </message>
    <message>
        <source>It cannot be opened.</source>
        <translation>无法打开。</translation>
    </message>
    <message>
        <source>Rate by a judge…</source>
        <translation>用评判模型评分…</translation>
    </message>
    <message>
        <source>What the strongest features mean, and how far each is about safety.</source>
        <translation>最强特征的含义，以及与安全的相关程度。</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>The ratings there are about another autoencoder.</source>
        <translation>现有评分针对的是另一个自编码器。</translation>
    </message>
    <message>
        <source>%1 of %2 rated</source>
        <translation>已评 %1 / %2</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%2：%1</translation>
    </message>
    <message>
        <source>%1 by people</source>
        <translation>评分者：%1</translation>
    </message>
    <message>
        <source>Weighted kappa %1</source>
        <translation>加权 kappa %1</translation>
    </message>
    <message numerus="yes">
        <source>People disagree about %Ln features.</source>
        <translation>
            <numerusform>评分者对 %Ln 个特征有分歧。</numerusform>
        </translation>
    </message>
    <message>
        <source>Evaluate…</source>
        <translation>评估…</translation>
    </message>
    <message>
        <source>How often the model agrees with people on pairs it has not seen.</source>
        <translation>模型在未见过的偏好对上与人一致的频率。</translation>
    </message>
    <message>
        <source>%1 right</source>
        <translation>%1 正确</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs of %1</source>
        <translation>
            <numerusform>%1 的 %Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>基于 %1</translation>
    </message>
    <message>
        <source>It measured another reward model than the newest one.</source>
        <translation>它测量的奖励模型不是最新的。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 百万</translation>
    </message>
    <message>
        <source>“%1” has no index yet. Build one to see its pairs.</source>
        <translation>“%1”还没有索引。请先构建索引以查看其偏好对。</translation>
    </message>
</context>
<context>
    <name>Playground</name>
    <message>
        <source>The model gives no number for these texts.</source>
        <translation>模型没有为这些文本给出数值。</translation>
    </message>
    <message>
        <source>Both answers get the same reward</source>
        <translation>两个回答的奖励相同</translation>
    </message>
    <message>
        <source>A is preferred by %1 (win probability %2 %)</source>
        <translation>更偏好 A，奖励差 %1（胜率 %2%）</translation>
    </message>
    <message>
        <source>B is preferred by %1 (win probability %2 %)</source>
        <translation>更偏好 B，奖励差 %1（胜率 %2%）</translation>
    </message>
</context>
<context>
    <name>Rating</name>
    <message>
        <source>Strongly safety-related</source>
        <translation>与安全强相关</translation>
    </message>
    <message>
        <source>Some safety concern</source>
        <translation>涉及一些安全问题</translation>
    </message>
    <message>
        <source>Moderate or unclear</source>
        <translation>中等或不明确</translation>
    </message>
    <message>
        <source>Low relevance</source>
        <translation>相关性低</translation>
    </message>
    <message>
        <source>Not safety-related</source>
        <translation>与安全无关</translation>
    </message>
    <message>
        <source>Unsafe content, or refusals of it</source>
        <translation>不安全内容，或对其的拒绝</translation>
    </message>
    <message>
        <source>Most contexts touch on safety</source>
        <translation>多数上下文涉及安全</translation>
    </message>
    <message>
        <source>Some do, or it is hard to tell</source>
        <translation>部分涉及，或难以判断</translation>
    </message>
    <message>
        <source>Safety comes up in passing</source>
        <translation>偶尔提到安全</translation>
    </message>
    <message>
        <source>Nothing to do with safety</source>
        <translation>与安全毫无关系</translation>
    </message>
    <message>
        <source>Strongest contrast</source>
        <translation>对比度最强</translation>
    </message>
    <message>
        <source>Most uncertain</source>
        <translation>最不确定</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Overlap sample</source>
        <translation>共同样本</translation>
    </message>
    <message>
        <source>Flagged by me</source>
        <translation>我标记的</translation>
    </message>
    <message>
        <source>Skipped by me</source>
        <translation>我跳过的</translation>
    </message>
    <message>
        <source>All not rated by me</source>
        <translation>我未评的全部</translation>
    </message>
    <message>
        <source>The candidates, those that tell chosen from rejected answers most clearly first</source>
        <translation>候选特征，最能区分优选与拒选回答的在前</translation>
    </message>
    <message>
        <source>The candidates, first those the judge rates 3 or not at all, then those with an unsure sign</source>
        <translation>候选特征，先是评判模型评 3 分或未评的，再是符号不确定的</translation>
    </message>
    <message>
        <source>Features that people, or a person and the judge, rate differently, the widest gap first</source>
        <translation>评分者之间或评分者与评判模型评分不同的特征，差距最大的在前</translation>
    </message>
    <message>
        <source>The same sample for every rater, so that agreement between people can be measured</source>
        <translation>所有评分者使用同一样本，以便衡量一致性</translation>
    </message>
    <message>
        <source>What you flagged for another look</source>
        <translation>您标记待复查的特征</translation>
    </message>
    <message>
        <source>What you passed over</source>
        <translation>您跳过的特征</translation>
    </message>
    <message>
        <source>Every feature that fires and that you have not rated, strongest contrast first</source>
        <translation>您未评且会激活的每个特征，对比度最强的在前</translation>
    </message>
    <message>
        <source>No two scores of a feature differ, or all such cases are settled.</source>
        <translation>没有特征的评分不一致，或此类情况都已裁定。</translation>
    </message>
    <message>
        <source>You have flagged nothing. F flags the feature that is shown.</source>
        <translation>您没有标记任何特征。按 F 标记当前特征。</translation>
    </message>
    <message>
        <source>You have skipped nothing that is still open.</source>
        <translation>没有您跳过且仍待评的特征。</translation>
    </message>
    <message>
        <source>No feature of this index fires, so there is nothing to rate.</source>
        <translation>此索引中没有激活的特征，因此无可评分。</translation>
    </message>
    <message>
        <source>Word lists</source>
        <translation>词表</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>Laying out pages</source>
        <translation>正在排版</translation>
    </message>
    <message>
        <source>Drawing pages</source>
        <translation>正在绘制页面</translation>
    </message>
</context>
<context>
    <name>SortKeys</name>
    <message>
        <source>Sort the table by</source>
        <translation>表格排序依据</translation>
    </message>
    <message>
        <source>O sorts by a column</source>
        <translation>按 O 选择排序列</translation>
    </message>
    <message>
        <source>Sort by a column</source>
        <translation>按列排序</translation>
    </message>
</context>
<context>
    <name>SteeringPanel</name>
    <message>
        <source>Ablate</source>
        <translation>消融</translation>
    </message>
    <message>
        <source>Scale by</source>
        <translation>缩放为</translation>
    </message>
    <message>
        <source>Clamp to</source>
        <translation>固定为</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>增加</translation>
    </message>
</context>
<context>
    <name>TableExport</name>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Tab-separated text (*.tsv)</source>
        <translation>制表符分隔文本 (*.tsv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&quot;%1&quot; cannot be a %2.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”不能作为 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a gres.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”不能作为 gres。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>“%1”不能作为名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be attributed.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>“%1”无法归因。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a data set.</source>
        <extracomment>core/workspace/dataset_saving.cpp</extracomment>
        <translation>“%1”不能作为数据集名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a feature set.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>“%1”不能作为特征集名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a module.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”不能作为模块名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a run.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>“%1”不能作为运行名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a sweep.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>“%1”不能作为扫描实验名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts the answers from 0: 0 is &quot;%2&quot;.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>“%1”从 0 开始计数：0 表示“%2”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts the answers from 0: 1 is &quot;%2&quot;.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>“%1”从 0 开始计数：1 表示“%2”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts the answers from 1: 0 is &quot;%2&quot;.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>“%1”从 1 开始计数：0 表示“%2”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts the answers from 1: 1 is &quot;%2&quot;.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>“%1”从 1 开始计数：1 表示“%2”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not ask what people said of a feature.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>“%1”没有询问人工对特征的评价。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not hold two numbers.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>“%1”不是两个数值。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has half a pair.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“%1”中有半个偏好对。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds a number that is not finite.</source>
        <extracomment>core/engine/frame_values.h</extracomment>
        <translation>“%1”中有非有限数值。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the mapping has no member after a &apos;=&apos;.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>字段映射中“%1”的 &apos;=&apos; 之后没有字段。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the mapping is not a part of a pair.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>字段映射中的“%1”不是偏好对的组成部分。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, but the hook is %3.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>“%1”为 %2，而 hook 为 %3。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is 1 in every record of %2: that may be the second of 0 and 1, or the first of 1 and 2.</source>
        <extracomment>core/data/preferred_base.cpp</extracomment>
        <translation>“%1”在 %2 的每条记录中都是 1：可能是 0 和 1 中的第二个，也可能是 1 和 2 中的第一个。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>缺少“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no choice of positions.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>“%1”不是位置选择。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no id that Neuronpedia takes.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>“%1”不是 Neuronpedia 接受的标识。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of arm of a causal run.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>“%1”不是因果运行的实验臂类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of artifact.</source>
        <extracomment>core/workspace/workspace_artifacts.cpp</extracomment>
        <translation>“%1”不是制品类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of cell.</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>“%1”不是单元类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of control.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>“%1”不是对照类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of result.</source>
        <extracomment>core/workspace/kept_results.cpp</extracomment>
        <translation>“%1”不是结果类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no linear map that LoRA can adapt.</source>
        <extracomment>core/model/lora_targets.cpp</extracomment>
        <translation>“%1”不是 LoRA 可以适配的线性映射。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no measure of contrast.</source>
        <extracomment>core/features/contrast.cpp</extracomment>
        <translation>“%1”不是对比度的度量。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no method of attribution.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>“%1”不是归因方法。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no mode of an experiment.</source>
        <extracomment>core/experiments/strategy.cpp</extracomment>
        <translation>“%1”不是实验模式。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no path.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>“%1”不是路径。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no range of tokens.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>“%1”不是词元范围。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no source of truth.</source>
        <extracomment>core/workspace/audit_truth.cpp</extracomment>
        <translation>“%1”不是真实标签的来源。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no strategy.</source>
        <extracomment>core/experiments/strategy.cpp</extracomment>
        <translation>“%1”不是策略。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no way to attribute a reward.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>“%1”不是奖励归因方法。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a kind of job this version knows.</source>
        <extracomment>core/jobs/run_spec.cpp</extracomment>
        <translation>“%1”不是此版本所知的任务类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time limit.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”不是时间限制。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an amount of memory.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”不是内存大小。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an evaluation suite.</source>
        <extracomment>core/experiments/suite.cpp</extracomment>
        <translation>“%1”不是评估套件。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an option of sbatch.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”不是 sbatch 的选项。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the rewards of one pair.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“%1”不是单个偏好对的奖励。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not what it should be.</source>
        <extracomment>core/engine/frame_values.h</extracomment>
        <translation>“%1”不符合要求。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is nothing that can be done to a feature.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>“%1”不是可对特征进行的操作。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is nothing that starts runs.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>“%1”不能启动运行。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is set by Saferscope itself.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>“%1”由 Saferscope 自行设置。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was made from &quot;%2&quot;, which is not in the workspace: how much of the loss is won back cannot be told.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>“%1”由“%2”生成，而后者不在工作区中：无法判断挽回了多少损失。</translation>
    </message>
    <message>
        <source>&quot;ablate&quot; and &quot;intervention&quot; exclude each other.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>“ablate”与“intervention”互斥。</translation>
    </message>
    <message>
        <source>&quot;ablate&quot; names no feature, or one twice.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>“ablate”没有列出特征，或重复列出了某个特征。</translation>
    </message>
    <message>
        <source>&quot;activation_fn_kwargs&quot; is not an object.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>“activation_fn_kwargs”不是对象。</translation>
    </message>
    <message>
        <source>&quot;adversarial&quot; is neither true nor false</source>
        <extracomment>core/data/single_answers.cpp</extracomment>
        <translation>“adversarial”既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>&quot;chosen&quot; and &quot;rejected&quot; answer different prompts</source>
        <extracomment>core/data/hh_transcript.cpp</extracomment>
        <translation>“chosen”与“rejected”回答的是不同的提示</translation>
    </message>
    <message>
        <source>&quot;chosen&quot; and &quot;rejected&quot; are the same</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>“chosen”与“rejected”相同</translation>
    </message>
    <message>
        <source>&quot;chosen&quot; and &quot;rejected&quot; share no prompt</source>
        <extracomment>core/data/hh_transcript.cpp</extracomment>
        <translation>“chosen”与“rejected”没有共同的提示</translation>
    </message>
    <message>
        <source>&quot;chosen&quot; does not end with an answer of the assistant</source>
        <extracomment>core/data/hh_transcript.cpp</extracomment>
        <translation>“chosen”没有以助手的回答结尾</translation>
    </message>
    <message>
        <source>&quot;code&quot; is unknown.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“code”未知。</translation>
    </message>
    <message>
        <source>&quot;completions&quot; is not a list of 2 to 16 ranked answers</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>“completions”不是 2 到 16 个有排名的回答的列表</translation>
    </message>
    <message>
        <source>&quot;ids&quot; is not a list of names.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“ids”不是名称列表。</translation>
    </message>
    <message>
        <source>&quot;intervention&quot; holds a number that is not finite.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>“intervention”中有非有限数值。</translation>
    </message>
    <message>
        <source>&quot;intervention&quot; is missing.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>缺少“intervention”。</translation>
    </message>
    <message>
        <source>&quot;k&quot; is not a whole number.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>“k”不是整数。</translation>
    </message>
    <message>
        <source>&quot;k&quot; makes no sense.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>“k”的值没有意义。</translation>
    </message>
    <message>
        <source>&quot;label&quot; is neither 1 nor 2</source>
        <extracomment>core/data/judged_records.cpp</extracomment>
        <translation>“label”既不是 1 也不是 2</translation>
    </message>
    <message>
        <source>&quot;max_tokens&quot; is below 2.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>“max_tokens”小于 2。</translation>
    </message>
    <message>
        <source>&quot;meta&quot; is not an object</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>“meta”不是对象</translation>
    </message>
    <message>
        <source>&quot;prompt&quot; and the messages before the answers do not agree</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>“prompt”与回答之前的消息不一致</translation>
    </message>
    <message>
        <source>&quot;prompt&quot; is not a list.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>“prompt”不是列表。</translation>
    </message>
    <message>
        <source>&quot;rejected&quot; does not end with an answer of the assistant</source>
        <extracomment>core/data/hh_transcript.cpp</extracomment>
        <translation>“rejected”没有以助手的回答结尾</translation>
    </message>
    <message>
        <source>&quot;response_harm_label&quot; is neither harmful nor unharmful</source>
        <extracomment>core/data/single_answers.cpp</extracomment>
        <translation>“response_harm_label”既不是 harmful 也不是 unharmful</translation>
    </message>
    <message>
        <source>&quot;rewards&quot; are not two.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“rewards”不是两个值。</translation>
    </message>
    <message>
        <source>&quot;sections&quot; is not a list.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“sections”不是列表。</translation>
    </message>
    <message>
        <source>&quot;segments&quot; are not three.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“segments”不是三项。</translation>
    </message>
    <message>
        <source>&quot;steps&quot; is not between 1 and 4096.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>“steps”不在 1 到 4096 之间。</translation>
    </message>
    <message>
        <source>&quot;sums&quot; are not two.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>“sums”不是两个值。</translation>
    </message>
    <message>
        <source>&quot;verdicts&quot; does not hold four counts.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>“verdicts”不是四个计数。</translation>
    </message>
    <message>
        <source>%1 % of its latents are never active at sentence ends, although there were enough tokens to see them: it knows another kind of text, or another model.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>%1% 的隐变量在句末从未激活，尽管词元数量足够：它熟悉的是另一类文本或另一个模型。</translation>
    </message>
    <message>
        <source>%1 % of its latents are never active over all tokens, although there were enough tokens to see them: it knows another kind of text, or another model.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>%1% 的隐变量在所有词元上从未激活，尽管词元数量足够：它熟悉的是另一类文本或另一个模型。</translation>
    </message>
    <message>
        <source>%1 %2 features are rated so far.</source>
        <extracomment>app/cli/job_rate.cpp</extracomment>
        <translation>%1 目前已对 %2 个特征评分。</translation>
    </message>
    <message>
        <source>%1 %2 is number %3 of %4, highest first</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>%1 %2 在 %4 个中排第 %3，从高到低</translation>
    </message>
    <message>
        <source>%1 %2 is number %3 of %4, lowest first</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>%1 %2 在 %4 个中排第 %3，从低到高</translation>
    </message>
    <message>
        <source>%1 already holds an SAE of another layout (%2); two in one folder would be taken for each other.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>%1 已含有另一种格式（%2）的 SAE；同一文件夹中的两个会混淆。</translation>
    </message>
    <message>
        <source>%1 and %2 change the same pairs in %3 cell: one model serves both.</source>
        <extracomment>core/workspace/sweep_plans.cpp</extracomment>
        <translation>%1 与 %2 在 %3 个单元中改变相同的偏好对：共用一个模型。</translation>
    </message>
    <message>
        <source>%1 and %2 change the same pairs in %3 cells: one model serves both.</source>
        <extracomment>core/workspace/sweep_plans.cpp</extracomment>
        <translation>%1 与 %2 在 %3 个单元中改变相同的偏好对：共用一个模型。</translation>
    </message>
    <message>
        <source>%1 belongs to a run with other settings, data or model.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>%1 属于设置、数据或模型不同的运行。</translation>
    </message>
    <message>
        <source>%1 belongs to another submission.</source>
        <extracomment>core/jobs/slurm_submission.cpp</extracomment>
        <translation>%1 属于另一次提交。</translation>
    </message>
    <message>
        <source>%1 by %2 (%3 %, seed %4): %5 of the %6 pairs of &quot;%7&quot; (hash %8…) are %9.</source>
        <extracomment>core/experiments/manifest.cpp</extracomment>
        <translation>%1，依据 %2（%3%，随机种子 %4）：“%7”（哈希 %8…）的 %6 个偏好对中有 %5 个被%9。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 cannot be read as Parquet: %2.</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>无法将 %1 作为 Parquet 读取：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <extracomment>core/engine/engine_survey.cpp</extracomment>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot use a rollback journal (it is in mode %2).</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>%1 无法使用回滚日志（当前模式为 %2）。</translation>
    </message>
    <message>
        <source>%1 contradicts itself about k.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>%1 中关于 k 的信息自相矛盾。</translation>
    </message>
    <message>
        <source>%1 contradicts itself about the function after top-k.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>%1 中关于 top-k 之后函数的信息自相矛盾。</translation>
    </message>
    <message>
        <source>%1 decompresses to more than %2 bytes.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>%1 解压后超过 %2 字节。</translation>
    </message>
    <message>
        <source>%1 describes a run that is not the sweep&apos;s.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>%1 描述的运行不属于该扫描实验。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s.</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>%1 在 %2 秒内没有响应。</translation>
    </message>
    <message>
        <source>%1 does not continue the shard before it.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>%1 与前一个分片不连续。</translation>
    </message>
    <message>
        <source>%1 does not describe a feature index.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>%1 不是特征索引的描述。</translation>
    </message>
    <message>
        <source>%1 does not describe an SAE of Saferscope.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1 不是 Saferscope 的 SAE 描述。</translation>
    </message>
    <message>
        <source>%1 does not end with an answer of the assistant</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>%1 没有以助手的回答结尾</translation>
    </message>
    <message>
        <source>%1 does not fit its %2 answers</source>
        <extracomment>core/data/benchmark_records.cpp</extracomment>
        <translation>%1 与其 %2 个回答不符</translation>
    </message>
    <message>
        <source>%1 does not fit the SAE: &quot;%2&quot; is missing or of another shape.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>%1 与 SAE 不符：“%2”缺失或形状不同。</translation>
    </message>
    <message>
        <source>%1 does not fit the model: &quot;%2&quot; is missing or of another shape.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>%1 与模型不符：“%2”缺失或形状不同。</translation>
    </message>
    <message>
        <source>%1 does not hold a key: it has spaces or other signs.</source>
        <extracomment>core/judge/llm_client.cpp</extracomment>
        <translation>%1 中不是密钥：其中有空格或其他符号。</translation>
    </message>
    <message>
        <source>%1 does not name %2 with its size and checksum.</source>
        <extracomment>core/features/index_state.cpp</extracomment>
        <translation>%1 没有给出 %2 的大小和校验和。</translation>
    </message>
    <message>
        <source>%1 does not say how many latents it keeps per token.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>%1 没有说明每个词元保留多少个隐变量。</translation>
    </message>
    <message>
        <source>%1 does not say what shards the index has.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>%1 没有说明索引有哪些分片。</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>%1 falls back on bytes, and lacks some of the 256 byte pieces.</source>
        <extracomment>core/text/sentencepiece_model.cpp</extracomment>
        <translation>%1 会回退到字节，却缺少 256 个字节片段中的一部分。</translation>
    </message>
    <message>
        <source>%1 feature that never fires was left out.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>略去了 %1 个从不激活的特征。</translation>
    </message>
    <message>
        <source>%1 features that never fire were left out.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>略去了 %1 个从不激活的特征。</translation>
    </message>
    <message>
        <source>%1 has a contrast that is not finite.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1 的对比度不是有限值。</translation>
    </message>
    <message>
        <source>%1 has a member that no rating has: &quot;%2&quot;.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>%1 含有评分所没有的字段：“%2”。</translation>
    </message>
    <message>
        <source>%1 has a member without a feature.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1 有一个成员没有特征。</translation>
    </message>
    <message>
        <source>%1 has a reward head of more than one linear map (%2); that is not supported.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>%1 的奖励头不止一个线性映射（%2）；不支持。</translation>
    </message>
    <message>
        <source>%1 has a version this program does not know.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1 的版本不为本程序所识别。</translation>
    </message>
    <message>
        <source>%1 has another size than the index says.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>%1 的大小与索引所述不符。</translation>
    </message>
    <message>
        <source>%1 has changed since the index was built.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>%1 在建立索引之后发生了变化。</translation>
    </message>
    <message>
        <source>%1 has elements of the type %2, which are Python objects in a pickle and never read.</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>%1 的元素类型为 %2，即 pickle 中的 Python 对象，一律不读取。</translation>
    </message>
    <message>
        <source>%1 has elements of the type %2, which is not read here.</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>%1 的元素类型为 %2，此处不读取。</translation>
    </message>
    <message>
        <source>%1 has index format version %2, which a newer version of this program wrote; this one reads version %3.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>%1 的索引格式版本为 %2，由更新版本的程序写入；本程序读取版本 %3。</translation>
    </message>
    <message>
        <source>%1 has index format version %2, which an older version of this program wrote; this one reads version %3.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>%1 的索引格式版本为 %2，由旧版本的程序写入；本程序读取版本 %3。</translation>
    </message>
    <message>
        <source>%1 has more than %2 merges.</source>
        <extracomment>core/text/bpe.cpp</extracomment>
        <translation>%1 的合并超过 %2 个。</translation>
    </message>
    <message>
        <source>%1 has more than 200,000 added tokens, or more than 4 MiB of their texts.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>%1 的附加词元超过 200,000 个，或其文本超过 4 MiB。</translation>
    </message>
    <message>
        <source>%1 has more than a million files.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>%1 中的文件超过一百万个。</translation>
    </message>
    <message>
        <source>%1 has neither &quot;threshold&quot; nor &quot;topk_threshold&quot;: which latents are active cannot be told.</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>%1 既没有“threshold”也没有“topk_threshold”：无法判断哪些隐变量激活。</translation>
    </message>
    <message>
        <source>%1 has neither a &quot;Regex&quot; nor a &quot;String&quot; pattern.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1 既没有“Regex”模式也没有“String”模式。</translation>
    </message>
    <message>
        <source>%1 has no &quot;%2&quot;.</source>
        <extracomment>core/base/json.h</extracomment>
        <translation>%1 缺少“%2”。</translation>
    </message>
    <message>
        <source>%1 has no &quot;model&quot;.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1 没有“model”。</translation>
    </message>
    <message>
        <source>%1 has no chat template named &quot;%2&quot;.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>%1 没有名为“%2”的聊天模板。</translation>
    </message>
    <message>
        <source>%1 has no column &quot;%2&quot;.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>%1 没有“%2”列。</translation>
    </message>
    <message>
        <source>%1 has no list of members.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1 没有成员列表。</translation>
    </message>
    <message>
        <source>%1 has no list of merges.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1 没有合并列表。</translation>
    </message>
    <message>
        <source>%1 has no list of runs.</source>
        <extracomment>core/jobs/queue_json.cpp</extracomment>
        <translation>%1 没有运行列表。</translation>
    </message>
    <message>
        <source>%1 has no prompt.</source>
        <extracomment>core/workspace/pair_lists.cpp</extracomment>
        <translation>%1 没有提示。</translation>
    </message>
    <message>
        <source>%1 has no readable list of tensors: %2.</source>
        <extracomment>core/tensor/pickle_machine.h</extracomment>
        <translation>%1 没有可读取的张量列表：%2。</translation>
    </message>
    <message>
        <source>%1 has no reward head: the tensor score.weight is missing, and so are v_head, value_head, reward_head, regression_head and classifier.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>%1 没有奖励头：缺少张量 score.weight，也没有 v_head、value_head、reward_head、regression_head 和 classifier。</translation>
    </message>
    <message>
        <source>%1 has no reward head: the tensor score.weight is missing.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>%1 没有奖励头：缺少张量 score.weight。</translation>
    </message>
    <message>
        <source>%1 has no setting called &quot;%2&quot;.</source>
        <extracomment>core/training/config_fields.h</extracomment>
        <translation>%1 没有名为“%2”的设置。</translation>
    </message>
    <message>
        <source>%1 has no tensor &quot;%2&quot;.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1 没有张量“%2”。</translation>
    </message>
    <message>
        <source>%1 has no threshold yet (it is below 0): which latents are active cannot be told.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1 还没有阈值（低于 0）：无法判断哪些隐变量激活。</translation>
    </message>
    <message>
        <source>%1 has no threshold: which latents are active cannot be told.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1 没有阈值：无法判断哪些隐变量激活。</translation>
    </message>
    <message>
        <source>%1 has no tokenizer.json.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>%1 没有 tokenizer.json。</translation>
    </message>
    <message>
        <source>%1 has no two-dimensional tensor &quot;%2&quot;.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1 没有二维张量“%2”。</translation>
    </message>
    <message>
        <source>%1 has no unknown piece.</source>
        <extracomment>core/text/sentencepiece_model.cpp</extracomment>
        <translation>%1 没有未知片段。</translation>
    </message>
    <message>
        <source>%1 has no vocabulary.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1 没有词表。</translation>
    </message>
    <message>
        <source>%1 has no weights: neither model.safetensors nor model.safetensors.index.json.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>%1 没有权重：既无 model.safetensors 也无 model.safetensors.index.json。</translation>
    </message>
    <message>
        <source>%1 has several reward heads: %2 in %3 and %4 in %5.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>%1 有多个奖励头：%3 中的 %2 和 %5 中的 %4。</translation>
    </message>
    <message>
        <source>%1 has two decoders.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>%1 有两个解码器。</translation>
    </message>
    <message>
        <source>%1 has two unknown pieces.</source>
        <extracomment>core/text/sentencepiece_model.cpp</extracomment>
        <translation>%1 有两个未知片段。</translation>
    </message>
    <message>
        <source>%1 has version %2 of its format; this program reads version %3.</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>%1 的格式版本为 %2；本程序读取版本 %3。</translation>
    </message>
    <message>
        <source>%1 has version %2 of torch&apos;s file format; 1 to %3 are read.</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>%1 的 torch 文件格式版本为 %2；可读取版本 1 到 %3。</translation>
    </message>
    <message>
        <source>%1 has version %2; this program reads version 1.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>%1 的版本为 %2；本程序只能读取版本 1。</translation>
    </message>
    <message>
        <source>%1 holds a sum that cannot be: it is damaged.</source>
        <extracomment>core/features/feature_sums.cpp</extracomment>
        <translation>%1 含有不可能的总和：已损坏。</translation>
    </message>
    <message>
        <source>%1 holds a tensor %2, which %3 does not have.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1 含有 %3 所没有的张量 %2。</translation>
    </message>
    <message>
        <source>%1 holds a tensor of a kind that is not read here (%2).</source>
        <extracomment>core/tensor/pickle_globals.cpp</extracomment>
        <translation>%1 含有此处不读取的张量类型（%2）。</translation>
    </message>
    <message>
        <source>%1 holds an adapter (%2), whose base model lies elsewhere.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>%1 含有适配器（%2），其基础模型在别处。</translation>
    </message>
    <message>
        <source>%1 holds files that no export has made, so it is not replaced.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>%1 中有并非由导出生成的文件，因此不予替换。</translation>
    </message>
    <message>
        <source>%1 holds more than %2 tensors.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>%1 含有超过 %2 个张量。</translation>
    </message>
    <message>
        <source>%1 holds neither a tokenizer.json nor a tokenizer.model.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1 中既没有 tokenizer.json 也没有 tokenizer.model。</translation>
    </message>
    <message>
        <source>%1 holds no SAE of a layout that is known.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>%1 中没有已知格式的 SAE。</translation>
    </message>
    <message>
        <source>%1 holds no explanations.</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>%1 中没有解释。</translation>
    </message>
    <message>
        <source>%1 holds no files of a model or an SAE.</source>
        <extracomment>core/data/content_hash.cpp</extracomment>
        <translation>%1 中没有模型或 SAE 的文件。</translation>
    </message>
    <message>
        <source>%1 holds no preference pairs: its records have the keys %2.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>%1 中没有偏好对：其记录的字段为 %2。</translation>
    </message>
    <message>
        <source>%1 holds no preference pairs: record %2: %3.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>%1 中没有偏好对：第 %2 条记录：%3。</translation>
    </message>
    <message>
        <source>%1 holds no ratings that can be read.</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>%1 中没有可读取的评分。</translation>
    </message>
    <message>
        <source>%1 holds no records.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>%1 中没有记录。</translation>
    </message>
    <message>
        <source>%1 holds records for another number of features.</source>
        <extracomment>core/features/table_file.cpp</extracomment>
        <translation>%1 中记录对应的特征数量不同。</translation>
    </message>
    <message>
        <source>%1 holds something that is not a message</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>%1 中含有不是消息的内容</translation>
    </message>
    <message>
        <source>%1 holds something that is not a text</source>
        <extracomment>core/data/benchmark_records.cpp</extracomment>
        <translation>%1 中含有不是文本的内容</translation>
    </message>
    <message>
        <source>%1 holds something that is not an index.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>%1 中有不是索引的内容。</translation>
    </message>
    <message>
        <source>%1 holds the weights of an SAE, but its cfg.json is not beside it.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>%1 含有 SAE 的权重，但旁边没有 cfg.json。</translation>
    </message>
    <message>
        <source>%1 is UTF-16 text.</source>
        <extracomment>core/data/rating_csv.cpp</extracomment>
        <translation>%1 是 UTF-16 文本。</translation>
    </message>
    <message>
        <source>%1 is a Parquet file inside another compression.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>%1 是被另外压缩的 Parquet 文件。</translation>
    </message>
    <message>
        <source>%1 is a Parquet file, and this Saferscope was built without Apache Arrow.</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>%1 是 Parquet 文件，而此 Saferscope 构建时未包含 Apache Arrow。</translation>
    </message>
    <message>
        <source>%1 is a SentencePiece model of whole characters; BPE and unigram models are read.</source>
        <extracomment>core/text/sentencepiece_model.cpp</extracomment>
        <translation>%1 是按字符切分的 SentencePiece 模型；可读取 BPE 和 unigram 模型。</translation>
    </message>
    <message>
        <source>%1 is a SentencePiece model of whole words; BPE and unigram models are read.</source>
        <extracomment>core/text/sentencepiece_model.cpp</extracomment>
        <translation>%1 是按整词切分的 SentencePiece 模型；可读取 BPE 和 unigram 模型。</translation>
    </message>
    <message>
        <source>%1 is a TorchScript program, not a set of weights; programs are not read here.</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>%1 是 TorchScript 程序，而不是一组权重；此处不读取程序。</translation>
    </message>
    <message>
        <source>%1 is a damaged manifest: %2.</source>
        <extracomment>core/experiments/manifest.cpp</extracomment>
        <translation>%1 是已损坏的清单：%2。</translation>
    </message>
    <message>
        <source>%1 is a feature set of version %2; this program reads 1.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1 是版本 %2 的特征集；本程序只能读取版本 1。</translation>
    </message>
    <message>
        <source>%1 is a folder, and this export is one file.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>%1 是文件夹，而此导出为单个文件。</translation>
    </message>
    <message>
        <source>%1 is a link to a file outside its folder.</source>
        <extracomment>core/base/folder_file.cpp</extracomment>
        <translation>%1 是指向其文件夹之外文件的链接。</translation>
    </message>
    <message>
        <source>%1 is a link to something that is not there.</source>
        <extracomment>core/base/folder_file.cpp</extracomment>
        <translation>%1 是指向不存在内容的链接。</translation>
    </message>
    <message>
        <source>%1 is a list of ranks as tiktoken has, not a SentencePiece model.</source>
        <extracomment>core/text/sentencepiece_file.cpp</extracomment>
        <translation>%1 是 tiktoken 的排名列表，而不是 SentencePiece 模型。</translation>
    </message>
    <message>
        <source>%1 is a symbolic link.</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>%1 是符号链接。</translation>
    </message>
    <message>
        <source>%1 is a workspace already.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>%1 已经是工作区。</translation>
    </message>
    <message>
        <source>%1 is a zip archive, but neither torch&apos;s (one data.pkl) nor NumPy&apos;s (only .npy files).</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>%1 是 zip 归档，但既不是 torch 的（含一个 data.pkl），也不是 NumPy 的（只含 .npy 文件）。</translation>
    </message>
    <message>
        <source>%1 is being repaired by another program.</source>
        <extracomment>core/storage/presence_lock.cpp</extracomment>
        <translation>%1 正由另一个程序修复。</translation>
    </message>
    <message>
        <source>%1 is compressed with zstd, which this Saferscope was built without.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>%1 使用 zstd 压缩，而此 Saferscope 构建时未包含 zstd。</translation>
    </message>
    <message>
        <source>%1 is cut short or has bytes too many.</source>
        <extracomment>core/features/table_file.cpp</extracomment>
        <translation>%1 不完整或字节过多。</translation>
    </message>
    <message>
        <source>%1 is damaged or belongs to another index.</source>
        <extracomment>core/features/table_file.cpp</extracomment>
        <translation>%1 已损坏或属于另一个索引。</translation>
    </message>
    <message>
        <source>%1 is damaged or was changed by hand: %2.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>%1 已损坏或被手动更改：%2。</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <extracomment>core/jobs/slurm_answer.cpp</extracomment>
        <translation>%1 已损坏。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2.</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>%1 已损坏：%2。</translation>
    </message>
    <message>
        <source>%1 is damaged: its entry %2 %3.</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>%1 已损坏：其条目 %2 %3。</translation>
    </message>
    <message>
        <source>%1 is damaged: its hash does not fit what it says.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>%1 已损坏：其校验值与内容不符。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>%1 为空。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MiB.</source>
        <extracomment>core/base/json.cpp</extracomment>
        <translation>%1 超过 %2 MiB。</translation>
    </message>
    <message>
        <source>%1 is larger than 1 MiB.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>%1 超过 1 MiB。</translation>
    </message>
    <message>
        <source>%1 is larger than 32 MiB.</source>
        <extracomment>core/text/sentencepiece_file.cpp</extracomment>
        <translation>%1 超过 32 MiB。</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>缺少 %1。</translation>
    </message>
    <message>
        <source>%1 is neither 0 nor 1</source>
        <extracomment>core/data/judged_records.cpp</extracomment>
        <translation>%1 既不是 0 也不是 1</translation>
    </message>
    <message>
        <source>%1 is neither a text nor a list of messages</source>
        <extracomment>core/data/mapped_members.cpp</extracomment>
        <translation>%1 既不是文本也不是消息列表</translation>
    </message>
    <message>
        <source>%1 is neither true nor false</source>
        <extracomment>core/data/judged_records.cpp</extracomment>
        <translation>%1 既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>%1 is no SAE folder: it has no sae.safetensors.</source>
        <extracomment>core/workspace/artifact_files.cpp</extracomment>
        <translation>%1 不是 SAE 文件夹：其中没有 sae.safetensors。</translation>
    </message>
    <message>
        <source>%1 is no SAE of a layout that is known: there is no tensor &quot;pre_bias&quot;, &quot;W_enc&quot; or &quot;encoder.weight&quot; of one.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>%1 不是已知格式的 SAE：没有张量“pre_bias”“W_enc”或“encoder.weight”。</translation>
    </message>
    <message>
        <source>%1 is no SentencePiece model, or a damaged one.</source>
        <extracomment>core/text/sentencepiece_file.cpp</extracomment>
        <translation>%1 不是 SentencePiece 模型，或已损坏。</translation>
    </message>
    <message>
        <source>%1 is no database, and nothing beside it is of a workspace.</source>
        <extracomment>core/workspace/workspace_repair.cpp</extracomment>
        <translation>%1 不是数据库，旁边也没有任何属于工作区的内容。</translation>
    </message>
    <message>
        <source>%1 is no manifest of a data set that Saferscope changed.</source>
        <extracomment>core/experiments/manifest.cpp</extracomment>
        <translation>%1 不是 Saferscope 所更改数据集的清单。</translation>
    </message>
    <message>
        <source>%1 is no model folder: it has no %2.</source>
        <extracomment>core/workspace/artifact_files.cpp</extracomment>
        <translation>%1 不是模型文件夹：其中没有 %2。</translation>
    </message>
    <message>
        <source>%1 is no share of a data set that can be %2.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>%1 不是数据集中可进行 %2 的比例。</translation>
    </message>
    <message>
        <source>%1 is not a Human/Assistant transcript</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>%1 不是 Human/Assistant 对话记录</translation>
    </message>
    <message>
        <source>%1 is not a JSON object.</source>
        <extracomment>core/base/json.h</extracomment>
        <translation>%1 不是 JSON 对象。</translation>
    </message>
    <message>
        <source>%1 is not a backup: it has no backup.json.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>%1 不是备份：其中没有 backup.json。</translation>
    </message>
    <message>
        <source>%1 is not a checkpoint this program knows.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>%1 不是本程序所知的检查点。</translation>
    </message>
    <message>
        <source>%1 is not a count.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>%1 不是计数。</translation>
    </message>
    <message>
        <source>%1 is not a file of Slurm settings that this version knows.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>%1 不是此版本所知的 Slurm 设置文件。</translation>
    </message>
    <message>
        <source>%1 is not a file of the format &quot;%2&quot;.</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>%1 不是“%2”格式的文件。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 is not a finite number.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>%1 不是有限数值。</translation>
    </message>
    <message>
        <source>%1 is not a folder, and this export is one.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>%1 不是文件夹，而此导出为文件夹。</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <extracomment>core/workspace/artifact_files.cpp</extracomment>
        <translation>%1 不是文件夹。</translation>
    </message>
    <message>
        <source>%1 is not a list of 1 to %2 texts</source>
        <extracomment>core/data/benchmark_records.cpp</extracomment>
        <translation>%1 不是 1 到 %2 个文本的列表</translation>
    </message>
    <message>
        <source>%1 is not a list of messages</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>%1 不是消息列表</translation>
    </message>
    <message>
        <source>%1 is not a list of messages.</source>
        <extracomment>core/storage/prompt_text.cpp</extracomment>
        <translation>%1 不是消息列表。</translation>
    </message>
    <message>
        <source>%1 is not a model folder: it has no config.json.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>%1 不是模型文件夹：其中没有 config.json。</translation>
    </message>
    <message>
        <source>%1 is not a number</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>%1 不是数字</translation>
    </message>
    <message>
        <source>%1 is not a plain file.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>%1 is not a plan: %2.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>%1 不是计划：%2。</translation>
    </message>
    <message>
        <source>%1 is not a queue.</source>
        <extracomment>core/jobs/queue_json.cpp</extracomment>
        <translation>%1 不是队列。</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <extracomment>core/base/folder_file.cpp</extracomment>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>%1 is not a score from 1 to 5.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>%1 不是 1 到 5 的评分。</translation>
    </message>
    <message>
        <source>%1 is not a sound NumPy array: %2.</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>%1 不是完好的 NumPy 数组：%2。</translation>
    </message>
    <message>
        <source>%1 is not a sound archive: %2.</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>%1 不是完好的归档：%2。</translation>
    </message>
    <message>
        <source>%1 is not a sound safetensors file: %2.</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>%1 不是完好的 safetensors 文件：%2。</translation>
    </message>
    <message>
        <source>%1 is not a sound torch file: %2.</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>%1 不是完好的 torch 文件：%2。</translation>
    </message>
    <message>
        <source>%1 is not a string</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>%1 不是字符串</translation>
    </message>
    <message>
        <source>%1 is not a submission to Slurm that this version knows.</source>
        <extracomment>core/jobs/slurm_submission.cpp</extracomment>
        <translation>%1 不是此版本所知的 Slurm 提交。</translation>
    </message>
    <message>
        <source>%1 is not a sweep.</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>%1 不是扫描实验。</translation>
    </message>
    <message>
        <source>%1 is not a text</source>
        <extracomment>core/data/mapped_members.cpp</extracomment>
        <translation>%1 不是文本</translation>
    </message>
    <message>
        <source>%1 is not a usable index shard: %2.</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>%1 不是可用的索引分片：%2。</translation>
    </message>
    <message>
        <source>%1 is not a whole gzip file: %2.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>%1 不是完整的 gzip 文件：%2。</translation>
    </message>
    <message>
        <source>%1 is not a whole zstd file: %2.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>%1 不是完整的 zstd 文件：%2。</translation>
    </message>
    <message>
        <source>%1 is not a workspace database.</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>%1 不是工作区数据库。</translation>
    </message>
    <message>
        <source>%1 is not a workspace: it has no workspace.db.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>%1 不是工作区：其中没有 workspace.db。</translation>
    </message>
    <message>
        <source>%1 is not an answer of Slurm&apos;s.</source>
        <extracomment>core/jobs/slurm_answer.cpp</extracomment>
        <translation>%1 不是 Slurm 的响应。</translation>
    </message>
    <message>
        <source>%1 is not an answer of the assistant</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>%1 不是助手的回答</translation>
    </message>
    <message>
        <source>%1 is not the file that was backed up: its contents changed.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>%1 不是备份时的文件：其内容已改变。</translation>
    </message>
    <message>
        <source>%1 is not the list of a backup that this version knows.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>%1 不是此版本所知的备份清单。</translation>
    </message>
    <message>
        <source>%1 is not the number of a feature.</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>%1 不是特征编号。</translation>
    </message>
    <message>
        <source>%1 is not valid JSON (at byte %2).</source>
        <extracomment>core/base/json.cpp</extracomment>
        <translation>%1 不是有效的 JSON（第 %2 字节处）。</translation>
    </message>
    <message>
        <source>%1 is of an older version of Saferscope and may not be written here, so that it cannot be brought up to date.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>%1 来自旧版本的 Saferscope，且此处不允许写入，因此无法升级。</translation>
    </message>
    <message>
        <source>%1 is of an older version of Saferscope and was left as it is, because no backup could be made before the update: %2</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>%1 来自旧版本的 Saferscope，由于升级前无法备份，保持原样：%2</translation>
    </message>
    <message>
        <source>%1 is of another sweep.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>%1 属于另一个扫描实验。</translation>
    </message>
    <message>
        <source>%1 is refused: it asks Python for %2, and only tensors, numbers, texts and lists of them are read. Nothing of it was run.</source>
        <extracomment>core/tensor/pickle_globals.cpp</extracomment>
        <translation>拒绝读取 %1：它要求 Python 提供 %2，而只会读取张量、数字、文本及其列表。没有执行其中任何内容。</translation>
    </message>
    <message>
        <source>%1 is the database of another program.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>%1 是其他程序的数据库。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>%1 keeps as many latents as are active (%2), not k = %3.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>%1 保留所有激活的隐变量（%2），而不是 k = %3。</translation>
    </message>
    <message>
        <source>%1 lacks a part of its state.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>%1 缺少部分状态。</translation>
    </message>
    <message>
        <source>%1 lacks its spec or its cells.</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>%1 缺少规格或单元。</translation>
    </message>
    <message>
        <source>%1 lies in a folder &quot;%2&quot;, and only Gemma Scope&apos;s SAEs of the residual stream are read.</source>
        <extracomment>core/sae/import_gemma_scope.cpp</extracomment>
        <translation>%1 位于文件夹“%2”中，而只读取 Gemma Scope 的残差流 SAE。</translation>
    </message>
    <message>
        <source>%1 lies inside the workspace.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>%1 位于工作区内。</translation>
    </message>
    <message>
        <source>%1 lines of the run %2 could not be read and were left out.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>运行 %2 有 %1 行无法读取，已略去。</translation>
    </message>
    <message>
        <source>%1 may be an AutoEncoderTopK or a BatchTopKSAE, which use its threshold in different ways.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1 可能是 AutoEncoderTopK 或 BatchTopKSAE，两者使用阈值的方式不同。</translation>
    </message>
    <message>
        <source>%1 may not hold line breaks or other control characters.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>%1 不能含换行或其他控制字符。</translation>
    </message>
    <message>
        <source>%1 models were made by another version of Saferscope; they are used as they are.</source>
        <extracomment>core/workspace/sweep_run_specs.cpp</extracomment>
        <translation>%1 个模型由其他版本的 Saferscope 生成；将按原样使用。</translation>
    </message>
    <message>
        <source>%1 names a feature that is not a number.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1 中有一个特征不是数字。</translation>
    </message>
    <message>
        <source>%1 names a file &quot;%2&quot; that no backup has.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>%1 列出了备份中不会有的文件“%2”。</translation>
    </message>
    <message>
        <source>%1 names a run or a job that cannot be one.</source>
        <extracomment>core/jobs/slurm_submission.cpp</extracomment>
        <translation>%1 中有无效的运行或任务。</translation>
    </message>
    <message>
        <source>%1 names a run that cannot be one.</source>
        <extracomment>core/jobs/queue_json.cpp</extracomment>
        <translation>%1 中有无效的运行。</translation>
    </message>
    <message>
        <source>%1 names neither of the two answers</source>
        <extracomment>core/data/mapped_members.cpp</extracomment>
        <translation>%1 没有指明两个回答中的任何一个</translation>
    </message>
    <message>
        <source>%1 names no workspace.db.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>%1 没有列出 workspace.db。</translation>
    </message>
    <message>
        <source>%1 names the feature %2 twice.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1 两次列出特征 %2。</translation>
    </message>
    <message>
        <source>%1 names the file &quot;%2&quot; twice.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>%1 两次列出文件“%2”。</translation>
    </message>
    <message>
        <source>%1 of %2 models did not judge all %3 pairs; a point counts the pairs that all of its models judged.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>%2 个模型中有 %1 个没有评判全部 %3 个偏好对；每个点只统计其所有模型都评判过的偏好对。</translation>
    </message>
    <message>
        <source>%1 of %2 records make no pair: %3 have no answer, %4 no label of their answer, %5 no answer of the other kind to the same prompt.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>%2 条记录中有 %1 条不能组成偏好对：%3 条没有回答，%4 条的回答没有标签，%5 条没有同一提示下另一类的回答。</translation>
    </message>
    <message>
        <source>%1 of its latents are active per token at sentence ends, more than half the width of the activations: that is not sparse. An input scaled in another way or a wrong layer does this.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>句末每个词元有 %1 个隐变量激活，超过激活宽度的一半：这不是稀疏的。输入缩放方式不同或层号错误会导致这种情况。</translation>
    </message>
    <message>
        <source>%1 of its latents are active per token at sentence ends, where %2 are expected: wrong layer or model, or an input that was scaled in another way.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>句末每个词元有 %1 个隐变量激活，预期为 %2 个：层或模型有误，或输入缩放方式不同。</translation>
    </message>
    <message>
        <source>%1 of its latents are active per token over all tokens, more than half the width of the activations: that is not sparse. An input scaled in another way or a wrong layer does this.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>所有词元上每个词元有 %1 个隐变量激活，超过激活宽度的一半：这不是稀疏的。输入缩放方式不同或层号错误会导致这种情况。</translation>
    </message>
    <message>
        <source>%1 of its latents are active per token over all tokens, where %2 are expected: wrong layer or model, or an input that was scaled in another way.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>所有词元上每个词元有 %1 个隐变量激活，预期为 %2 个：层或模型有误，或输入缩放方式不同。</translation>
    </message>
    <message>
        <source>%1 of the %2 pairs have no %3 and are never taken:</source>
        <extracomment>core/workspace/sweep_plans.cpp</extracomment>
        <translation>%2 个偏好对中有 %1 个没有 %3，不会被选取：</translation>
    </message>
    <message>
        <source>%1 of the %2 pairs is not even one: those models are the baseline&apos;s.</source>
        <extracomment>core/workspace/sweep_plans.cpp</extracomment>
        <translation>%2 个偏好对的 %1 不足一个：这些模型即基线模型。</translation>
    </message>
    <message>
        <source>%1 of the %2 pairs stand in the index with their answers the other way round: their scores and margins have their sign turned.</source>
        <extracomment>core/workspace/pair_signals.cpp</extracomment>
        <translation>%2 个偏好对中有 %1 个在索引中答案次序相反：其分数和奖励差的符号已取反。</translation>
    </message>
    <message>
        <source>%1 of the %2 strongest features lack a rating that it asks for: rate them first.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>最强的 %2 个特征中有 %1 个缺少所需评分：请先评分。</translation>
    </message>
    <message>
        <source>%1 of the %2 texts are names that people gave, the others a judge&apos;s explanations. Scores are not part of this layout.</source>
        <extracomment>core/exports/delphi.cpp</extracomment>
        <translation>%2 个文本中有 %1 个是人工命名，其余为评判模型的解释。此格式不包含评分。</translation>
    </message>
    <message>
        <source>%1 of the pairs are all of them.</source>
        <extracomment>core/workspace/sweep_plans.cpp</extracomment>
        <translation>%1 即为全部偏好对。</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%1 个偏好对</translation>
    </message>
    <message>
        <source>%1 pairs are to be %2, but only %3 of the %4 pairs of &quot;%5&quot; have a number to go by (%6).</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>要对 %1 个偏好对进行 %2，但“%5”的 %4 个偏好对中只有 %3 个有可依据的数值（%6）。</translation>
    </message>
    <message>
        <source>%1 ratings are damaged and left out. Import a copy of the log from elsewhere to bring them back.</source>
        <extracomment>core/exports/ratings_export.cpp</extracomment>
        <translation>%1 条评分已损坏并被略去。请从其他地方导入日志副本以找回。</translation>
    </message>
    <message>
        <source>%1 replaces the empty text.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1 会替换空文本。</translation>
    </message>
    <message>
        <source>%1 said more than %2 MiB; it was ended.</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>%1 的输出超过 %2 MiB，已被终止。</translation>
    </message>
    <message>
        <source>%1 says &quot;%2&quot; %3, but the weights have %4.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>%1 的“%2”为 %3，而权重为 %4。</translation>
    </message>
    <message>
        <source>%1 says k = %2, but the weights say %3.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1 给出 k = %2，而权重为 %3。</translation>
    </message>
    <message>
        <source>%1 says: %2.</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>%1 报告：%2。</translation>
    </message>
    <message>
        <source>%1 strips something that is not one character.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1 要去除的不是单个字符。</translation>
    </message>
    <message>
        <source>%1 the better answer wins %2 instead of %3 of the time, and rewards correlate %4 with the model&apos;s own.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%1，较好的回答在 %2 而非 %3 的情况下胜出，其奖励与模型自身奖励的相关性为 %4。</translation>
    </message>
    <message>
        <source>%1 unpacks to more than %2 times its own size; it is not read any further.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>%1 解压后超过自身大小的 %2 倍；不再继续读取。</translation>
    </message>
    <message>
        <source>%1 was made by a newer Saferscope.</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>%1 由更新版本的 Saferscope 生成。</translation>
    </message>
    <message>
        <source>%1 was trained on %2, which is not the residual stream between two blocks.</source>
        <extracomment>core/sae/hook_layer.cpp</extracomment>
        <translation>%1 在 %2 上训练，那不是两个块之间的残差流。</translation>
    </message>
    <message>
        <source>%1 was trained on layer %2, not %3 (0 = embeddings, i = output of block i).</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>%1 在第 %2 层上训练，而不是第 %3 层（0 = 嵌入，i = 第 i 个块的输出）。</translation>
    </message>
    <message>
        <source>%1 was trained with k = %2, not %3.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>%1 训练时 k = %2，而不是 %3。</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of Saferscope (schema %2, this program knows up to %3).</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>%1 由更新版本的 Saferscope 写入（架构 %2，本程序最高支持 %3）。</translation>
    </message>
    <message>
        <source>%1 was written on a machine with the byte order %2; only little-endian files are read.</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>%1 写于字节序为 %2 的机器；只读取小端序文件。</translation>
    </message>
    <message>
        <source>%1 weighs several heads by a gate (%2), as ArmoRM does; that is not supported.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>%1 像 ArmoRM 一样用门控（%2）加权多个头；不支持。</translation>
    </message>
    <message>
        <source>%1 would unpack to far more than its own size; it is not read any further.</source>
        <extracomment>core/tensor/archive_memory.h</extracomment>
        <translation>%1 解压后会远大于自身大小；不再继续读取。</translation>
    </message>
    <message>
        <source>%1, array %2, has elements of the type %3, which are Python objects in a pickle and never read.</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>%1，数组 %2 的元素类型为 %3，即 pickle 中的 Python 对象，一律不读取。</translation>
    </message>
    <message>
        <source>%1, array %2, has elements of the type %3, which is not read here.</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>%1，数组 %2 的元素类型为 %3，此处不读取。</translation>
    </message>
    <message>
        <source>%1, array %2, is not a sound NumPy array: %3.</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>%1，数组 %2 不是完好的 NumPy 数组：%3。</translation>
    </message>
    <message>
        <source>%1, intervention</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>%1，intervention</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>%1 第 %2 行</translation>
    </message>
    <message>
        <source>%1, line %2 of the chat template: %3.</source>
        <extracomment>core/text/chat_template.cpp</extracomment>
        <translation>%1，聊天模板第 %2 行：%3。</translation>
    </message>
    <message>
        <source>%1, result &quot;%2&quot;</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>%1，结果“%2”</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>%1，随机种子 %2</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; has no &quot;value&quot;.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1：“%2”缺少“value”。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; has shape %3 where %4 is needed.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1：“%2”的形状为 %3，而需要 %4。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; has to be an absolute path.</source>
        <extracomment>core/jobs/job_params.cpp</extracomment>
        <translation>%1：“%2”必须是绝对路径。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; holds %3 where floating-point numbers are needed.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1：“%2”为 %3，而需要浮点数。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; holds NaN or infinite values.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1：“%2”含有 NaN 或无穷值。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is %3, which is not known here.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1：“%2”为 %3，无法识别。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is missing or not %3.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>%1：“%2”缺失或不是%3。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not %3.</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>%1：“%2”不是%3。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a JSON object.</source>
        <extracomment>core/jobs/job_params.cpp</extracomment>
        <translation>%1：“%2”不是 JSON 对象。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a Slurm setting.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>%1：“%2”不是 Slurm 设置。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a finite number.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1：“%2”不是有限数值。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a list.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1：“%2”不是列表。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a state a run can end in.</source>
        <extracomment>core/jobs/run_state.cpp</extracomment>
        <translation>%1：“%2”不是运行可能的结束状态。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a whole number from 0.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>%1：“%2”不是非负整数。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a whole number of the right size.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>%1：“%2”不是合适大小的整数。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a whole number.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1：“%2”不是整数。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not one number.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>%1：“%2”不是单个数值。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：不支持“%2”。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is on, which is not read. %3</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>%1：“%2”已启用，不予读取。%3</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is too large.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>%1：“%2”过大。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; means nothing here.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1：“%2”在此处没有意义。</translation>
    </message>
    <message>
        <source>%1: &quot;added_tokens&quot; is not a list.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：“added_tokens”不是列表。</translation>
    </message>
    <message>
        <source>%1: &quot;added_tokens_decoder&quot; is not a map from ids to tokens.</source>
        <extracomment>core/text/sentencepiece_loader.cpp</extracomment>
        <translation>%1：“added_tokens_decoder”不是从标识到词元的映射。</translation>
    </message>
    <message>
        <source>%1: &quot;chat_template&quot; is neither a text nor a list of named templates.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>%1：“chat_template”既不是文本也不是命名模板的列表。</translation>
    </message>
    <message>
        <source>%1: &quot;dropout&quot; makes the tokens of a text random.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：“dropout”会使文本的词元随机变化。</translation>
    </message>
    <message>
        <source>%1: &quot;dtype&quot; has to be auto, float32 or bfloat16.</source>
        <extracomment>core/jobs/job_params.cpp</extracomment>
        <translation>%1：“dtype”必须是 auto、float32 或 bfloat16。</translation>
    </message>
    <message>
        <source>%1: &quot;expansion_factor&quot; makes no sense.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>%1：“expansion_factor”的值没有意义。</translation>
    </message>
    <message>
        <source>%1: &quot;feature&quot;</source>
        <extracomment>core/causal/causal_report.cpp</extracomment>
        <translation>%1：“feature”</translation>
    </message>
    <message>
        <source>%1: &quot;feature&quot; is negative.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>%1：“feature”为负数。</translation>
    </message>
    <message>
        <source>%1: &quot;feature&quot; is not the number of a feature.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1：“feature”不是特征编号。</translation>
    </message>
    <message>
        <source>%1: &quot;k&quot; is more than its %2 latents.</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>%1：“k”超过其 %2 个隐变量。</translation>
    </message>
    <message>
        <source>%1: &quot;layer&quot; is %2, but the submodule is %3.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1：“layer”为 %2，而子模块为 %3。</translation>
    </message>
    <message>
        <source>%1: &quot;max_tokens&quot; has to lie between 2 and 1000000.</source>
        <extracomment>core/jobs/job_params.cpp</extracomment>
        <translation>%1：“max_tokens”必须在 2 到 1000000 之间。</translation>
    </message>
    <message>
        <source>%1: &quot;max_tokens&quot; is out of range.</source>
        <extracomment>core/experiments/preset.cpp</extracomment>
        <translation>%1：“max_tokens”超出范围。</translation>
    </message>
    <message>
        <source>%1: &quot;provenance&quot; is not an object.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1：“provenance”不是对象。</translation>
    </message>
    <message>
        <source>%1: &quot;removed_by_hand&quot; is not a list.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1：“removed_by_hand”不是列表。</translation>
    </message>
    <message>
        <source>%1: &quot;scaling_factor&quot; is not 1 everywhere, and fine-tuned SAEs are not read.</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>%1：“scaling_factor”并非处处为 1，而微调过的 SAE 不予读取。</translation>
    </message>
    <message>
        <source>%1: &quot;top&quot; is not a number of features.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>%1：“top”不是特征数量。</translation>
    </message>
    <message>
        <source>%1: &quot;trained_on&quot; is neither &quot;tokens&quot; nor &quot;sentence_ends&quot;.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1：“trained_on”既不是“tokens”也不是“sentence_ends”。</translation>
    </message>
    <message>
        <source>%1: &quot;trainer&quot; is not an object.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1：“trainer”不是对象。</translation>
    </message>
    <message>
        <source>%1: &quot;truncation_side&quot; is neither left nor right.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>%1：“truncation_side”既不是 left 也不是 right。</translation>
    </message>
    <message>
        <source>%1: &quot;unk_token&quot; or &quot;byte_fallback&quot; with a byte-level vocabulary that lacks bytes is not supported.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：字节级词表缺少字节时，不支持“unk_token”或“byte_fallback”。</translation>
    </message>
    <message>
        <source>%1: &quot;values&quot; holds a number that is not finite.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1：“values”中有非有限数值。</translation>
    </message>
    <message>
        <source>%1: &quot;values&quot; is not a JSON object.</source>
        <extracomment>core/jobs/run_state.cpp</extracomment>
        <translation>%1：“values”不是 JSON 对象。</translation>
    </message>
    <message>
        <source>%1: %2 features are outside what an index can hold.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>%1：%2 个特征超出索引的范围。</translation>
    </message>
    <message>
        <source>%1: a &quot;%2&quot; may number or split its pieces otherwise than %3 does.</source>
        <extracomment>core/text/sentencepiece_loader.cpp</extracomment>
        <translation>%1：“%2”的片段编号或切分方式可能与 %3 不同。</translation>
    </message>
    <message>
        <source>%1: a decoder &quot;Sequence&quot; has no list of up to 16 decoders.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“Sequence”没有不超过 16 个解码器的列表。</translation>
    </message>
    <message>
        <source>%1: a listed chat template has no &quot;name&quot; or no &quot;template&quot;.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>%1：列出的某个聊天模板缺少“name”或“template”。</translation>
    </message>
    <message>
        <source>%1: a normalizer &quot;Sequence&quot; has no list of normalizers.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1：规范化器“Sequence”没有规范化器列表。</translation>
    </message>
    <message>
        <source>%1: a post-processor &quot;Sequence&quot; has no list of processors.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“Sequence”没有处理器列表。</translation>
    </message>
    <message>
        <source>%1: a pre-tokenizer &quot;Sequence&quot; has no list of steps.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“Sequence”没有步骤列表。</translation>
    </message>
    <message>
        <source>%1: a rater&apos;s name %2.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>%1：评分者名称%2。</translation>
    </message>
    <message>
        <source>%1: a regular expression is empty.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：某个正则表达式为空。</translation>
    </message>
    <message>
        <source>%1: a regular expression is longer than 16384 bytes.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：某个正则表达式超过 16384 字节。</translation>
    </message>
    <message>
        <source>%1: a single pair, whose margin changes by %2; one pair says nothing about others.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%1：只有一个偏好对，其奖励差变化 %2；单个偏好对不能说明其他偏好对。</translation>
    </message>
    <message>
        <source>%1: added token &quot;%2&quot; has an id out of bounds.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>%1：附加词元“%2”的标识超出范围。</translation>
    </message>
    <message>
        <source>%1: added token &quot;%2&quot; has an id that belongs to another token.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>%1：附加词元“%2”的标识属于另一个词元。</translation>
    </message>
    <message>
        <source>%1: added token &quot;%2&quot; is longer than %3 bytes.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>%1：附加词元“%2”超过 %3 字节。</translation>
    </message>
    <message>
        <source>%1: added token &quot;%2&quot; is there twice.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>%1：附加词元“%2”重复。</translation>
    </message>
    <message>
        <source>%1: added_tokens.json is not a map from tokens to ids.</source>
        <extracomment>core/text/sentencepiece_loader.cpp</extracomment>
        <translation>%1：added_tokens.json 不是从词元到标识的映射。</translation>
    </message>
    <message>
        <source>%1: it was trained on %2 of a module, and only outputs are read.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1：它在模块的 %2 上训练，而只读取输出。</translation>
    </message>
    <message>
        <source>%1: its cells are not those of its spec.</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>%1：其单元与规格不符。</translation>
    </message>
    <message>
        <source>%1: its normalization rules make a text too long.</source>
        <extracomment>core/text/sentencepiece_normalizer.cpp</extracomment>
        <translation>%1：其规范化规则会使文本过长。</translation>
    </message>
    <message>
        <source>%1: its table of normalization rules is damaged.</source>
        <extracomment>core/text/sentencepiece_normalizer.cpp</extracomment>
        <translation>%1：其规范化规则表已损坏。</translation>
    </message>
    <message>
        <source>%1: k = %2 does not lie between 0 and its %3 latents.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1：k = %2 不在 0 到 %3 个隐变量之间。</translation>
    </message>
    <message>
        <source>%1: k = %2 does not lie between 1 and the %3 latents.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1：k = %2 不在 1 到 %3 个隐变量之间。</translation>
    </message>
    <message>
        <source>%1: k = %2 is given, but the SAE keeps as many latents as are active.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1：给出了 k = %2，而该 SAE 保留所有激活的隐变量。</translation>
    </message>
    <message>
        <source>%1: layer %2 does not exist.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1：第 %2 层不存在。</translation>
    </message>
    <message>
        <source>%1: merge %2 uses a token that the vocabulary lacks.</source>
        <extracomment>core/text/bpe.cpp</extracomment>
        <translation>%1：合并 %2 使用了词表中没有的词元。</translation>
    </message>
    <message>
        <source>%1: none of the features fires in them, nothing changes.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%1：其中没有任何特征激活，没有变化。</translation>
    </message>
    <message>
        <source>%1: normalizer &quot;%2&quot;</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1：规范化器“%2”</translation>
    </message>
    <message>
        <source>%1: normalizer &quot;%2&quot; puts in more than 1024 bytes.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1：规范化器“%2”插入的内容超过 1024 字节。</translation>
    </message>
    <message>
        <source>%1: post-processor &quot;TemplateProcessing&quot; adds ids out of bounds.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“TemplateProcessing”添加的标识超出范围。</translation>
    </message>
    <message>
        <source>%1: post-processor &quot;TemplateProcessing&quot; does not say what &quot;%2&quot; is.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“TemplateProcessing”没有说明“%2”是什么。</translation>
    </message>
    <message>
        <source>%1: post-processor &quot;TemplateProcessing&quot; has an item that is neither a text nor a special token.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“TemplateProcessing”中有一项既不是文本也不是特殊词元。</translation>
    </message>
    <message>
        <source>%1: post-processor &quot;TemplateProcessing&quot; has no list &quot;single&quot;.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“TemplateProcessing”没有列表“single”。</translation>
    </message>
    <message>
        <source>%1: post-processor &quot;TemplateProcessing&quot; leaves the text out.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“TemplateProcessing”遗漏了文本。</translation>
    </message>
    <message>
        <source>%1: post-processor &quot;TemplateProcessing&quot; repeats the text.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：后处理器“TemplateProcessing”重复了文本。</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;ByteLevel&quot;</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“ByteLevel”</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;Metaspace&quot;</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“Metaspace”</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;Metaspace&quot; replaces spaces by something that is not one other character.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“Metaspace”替换空格所用的不是另一个单字符。</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;Metaspace&quot;: the &quot;prepend_scheme&quot; &quot;%2&quot; is not known.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“Metaspace”：无法识别“prepend_scheme”“%2”。</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;Split&quot;</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“Split”</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;Split&quot; has neither a &quot;Regex&quot; nor a &quot;String&quot; pattern.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器“Split”既没有“Regex”模式也没有“String”模式。</translation>
    </message>
    <message>
        <source>%1: pre-tokenizer &quot;Split&quot; with the behaviour &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：不支持行为为“%2”的预分词器“Split”。</translation>
    </message>
    <message>
        <source>%1: the &quot;unk_token&quot; &quot;%2&quot; is not in the vocabulary.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：“unk_token”“%2”不在词表中。</translation>
    </message>
    <message>
        <source>%1: the SAE&apos;s sizes make no sense (input %2, latents %3).</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1：SAE 的尺寸不合理（输入 %2，隐变量 %3）。</translation>
    </message>
    <message>
        <source>%1: the activation is %2, and only &quot;topk&quot; is read of this layout.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>%1：激活函数为 %2，而此格式只读取“topk”。</translation>
    </message>
    <message>
        <source>%1: the activation is %2, and only TopK and ReLU are read.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>%1：激活为 %2，而只读取 TopK 和 ReLU。</translation>
    </message>
    <message>
        <source>%1: the chat template is not UTF-8.</source>
        <extracomment>core/text/chat_template.cpp</extracomment>
        <translation>%1：聊天模板不是 UTF-8。</translation>
    </message>
    <message>
        <source>%1: the chat template ran out of memory.</source>
        <extracomment>core/text/chat_template.cpp</extracomment>
        <translation>%1：聊天模板耗尽内存。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot;</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; does not fit a pre-tokenizer without a ByteLevel step.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”与没有 ByteLevel 步骤的预分词器不符。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; has no &quot;String&quot; pattern.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”没有“String”模式。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：不支持解码器“%2”。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; replaces something that is not one character.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”要替换的不是单个字符。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; replaces the empty text, or by too much.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”替换空文本，或替换内容过长。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; stands after Fuse.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”位于 Fuse 之后。</translation>
    </message>
    <message>
        <source>%1: the decoder &quot;%2&quot; stands before Fuse, so it would strip every token.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>%1：解码器“%2”位于 Fuse 之前，因此会对每个词元去除字符。</translation>
    </message>
    <message>
        <source>%1: the dictionary class %2 is not read.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>%1：不读取字典类 %2。</translation>
    </message>
    <message>
        <source>%1: the epsilon and the expected number of latents have to be numbers that are not negative.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>%1：epsilon 和预期的隐变量数量必须是非负数值。</translation>
    </message>
    <message>
        <source>%1: the function after top-k is %2, and only ReLU and Identity are read.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>%1：top-k 之后的函数为 %2，而只读取 ReLU 和 Identity。</translation>
    </message>
    <message>
        <source>%1: the margin changes by %2 %3: no change beyond chance in %4 pairs.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%1：奖励差变化 %2 %3：在 %4 个偏好对中没有超出随机的变化。</translation>
    </message>
    <message>
        <source>%1: the model type &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：不支持模型类型“%2”。</translation>
    </message>
    <message>
        <source>%1: the normalizer &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1：不支持规范化器“%2”。</translation>
    </message>
    <message>
        <source>%1: the normalizer has more than 16 steps.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1：规范化器超过 16 个步骤。</translation>
    </message>
    <message>
        <source>%1: the normalizer makes more than twelve bytes of each byte of a text.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>%1：规范化器会把文本的每个字节变成十二个以上的字节。</translation>
    </message>
    <message>
        <source>%1: the normalizer makes the added tokens too long.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>%1：规范化器会使附加词元过长。</translation>
    </message>
    <message>
        <source>%1: the piece &quot;%2&quot; is there twice.</source>
        <extracomment>core/text/sentencepiece_model.cpp</extracomment>
        <translation>%1：片段“%2”重复。</translation>
    </message>
    <message>
        <source>%1: the post-processor &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>%1：不支持后处理器“%2”。</translation>
    </message>
    <message>
        <source>%1: the post-processor adds id %2, which is no token.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：后处理器添加的标识 %2 不是词元。</translation>
    </message>
    <message>
        <source>%1: the pre-tokenizer &quot;%2&quot; is not supported.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：不支持预分词器“%2”。</translation>
    </message>
    <message>
        <source>%1: the pre-tokenizer goes on after ByteLevel with &quot;%2&quot;.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器在 ByteLevel 之后还有“%2”。</translation>
    </message>
    <message>
        <source>%1: the pre-tokenizer goes on after Metaspace with &quot;%2&quot;.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器在 Metaspace 之后还有“%2”。</translation>
    </message>
    <message>
        <source>%1: the pre-tokenizer has more than 16 steps.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>%1：预分词器超过 16 个步骤。</translation>
    </message>
    <message>
        <source>%1: the regular expression gave up on a text of %2 bytes (%3).</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：正则表达式在处理 %2 字节的文本时中止（%3）。</translation>
    </message>
    <message>
        <source>%1: the regular expression is refused at byte %2 (%3).</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：正则表达式在第 %2 字节处被拒绝（%3）。</translation>
    </message>
    <message>
        <source>%1: the regular expression moves its own match start.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：正则表达式会移动自身匹配的起点。</translation>
    </message>
    <message>
        <source>%1: the regular expression refers back to a group.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：正则表达式含有对分组的反向引用。</translation>
    </message>
    <message>
        <source>%1: the regular expression uses %2.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>%1：正则表达式使用了 %2。</translation>
    </message>
    <message>
        <source>%1: the special token &quot;%2&quot; has no id.</source>
        <extracomment>core/text/sentencepiece_loader.cpp</extracomment>
        <translation>%1：特殊词元“%2”没有标识。</translation>
    </message>
    <message>
        <source>%1: the subsets hold %2 pairs, not %3.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>%1：子集含 %2 个偏好对，而不是 %3 个。</translation>
    </message>
    <message>
        <source>%1: the token &quot;%2&quot; is there twice.</source>
        <extracomment>core/text/vocabulary.cpp</extracomment>
        <translation>%1：词元“%2”出现两次。</translation>
    </message>
    <message>
        <source>%1: the vocabulary has no byte tokens.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>%1：词表中没有字节词元。</translation>
    </message>
    <message>
        <source>%1: token id %2 is out of bounds.</source>
        <extracomment>core/text/vocabulary.cpp</extracomment>
        <translation>%1：词元标识 %2 超出范围。</translation>
    </message>
    <message>
        <source>%1: two tokens have the id %2.</source>
        <extracomment>core/text/vocabulary.cpp</extracomment>
        <translation>%1：两个词元的标识都是 %2。</translation>
    </message>
    <message>
        <source>%1: version %2 is not known.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>%1：未知版本 %2。</translation>
    </message>
    <message>
        <source>&amp;&amp; (an intersection of classes)</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>&amp;&amp;（字符类的交集）</translation>
    </message>
    <message>
        <source>(* (an engine directive)</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>(*（引擎指令）</translation>
    </message>
    <message>
        <source>(?m (the dot matches newlines there, anchors match at lines here)</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>(?m（在那里点号匹配换行，在此处锚点按行匹配）</translation>
    </message>
    <message>
        <source>--truth manifest is for data sets that `safer poison` made.</source>
        <extracomment>core/workspace/audit_truth.cpp</extracomment>
        <translation>--truth manifest 用于 `safer poison` 生成的数据集。</translation>
    </message>
    <message>
        <source>1 or more</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>1 或更大</translation>
    </message>
    <message>
        <source>30 suits most; larger values show fewer, larger families.</source>
        <extracomment>core/jobs/feature_map_params.cpp</extracomment>
        <translation>多数情况下 30 合适；数值越大，显示的特征族越少、越大。</translation>
    </message>
    <message>
        <source>32 are a good start.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>32 是不错的起点。</translation>
    </message>
    <message>
        <source>A SentencePiece model has a few megabytes.</source>
        <extracomment>core/text/sentencepiece_file.cpp</extracomment>
        <translation>SentencePiece 模型通常只有几兆字节。</translation>
    </message>
    <message>
        <source>A backup has none: put the file itself there.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>备份中不应有链接：请放入文件本身。</translation>
    </message>
    <message>
        <source>A base model that only reads: the last weights are kept.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>只做阅读的基础模型：保留最后的权重。</translation>
    </message>
    <message>
        <source>A chart cannot be saved as &quot;%1&quot;.</source>
        <extracomment>ui/causal/survey_figure.cpp</extracomment>
        <translation>图表不能保存为“%1”。</translation>
    </message>
    <message>
        <source>A dose is not a finite number.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>某个剂量不是有限数值。</translation>
    </message>
    <message>
        <source>A feature is named twice.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>某个特征被列出两次。</translation>
    </message>
    <message>
        <source>A model folder has config.json and model.safetensors, an SAE folder sae_config.json and sae.safetensors.</source>
        <extracomment>core/data/content_hash.cpp</extracomment>
        <translation>模型文件夹含 config.json 和 model.safetensors，SAE 文件夹含 sae_config.json 和 sae.safetensors。</translation>
    </message>
    <message>
        <source>A model folder holds config.json, model.safetensors (or its index and shards) and tokenizer.json.</source>
        <extracomment>core/workspace/artifact_files.cpp</extracomment>
        <translation>模型文件夹包含 config.json、model.safetensors（或其索引和分片）以及 tokenizer.json。</translation>
    </message>
    <message>
        <source>A model that is no better than guessing on trusted labels tells nothing.</source>
        <extracomment>core/experiments/prevalence.cpp</extracomment>
        <translation>在可信标签上不优于猜测的模型说明不了任何问题。</translation>
    </message>
    <message>
        <source>A new rater</source>
        <extracomment>core/storage/rater_store.cpp</extracomment>
        <translation>新的评分者</translation>
    </message>
    <message>
        <source>A newer question took the place of this one.</source>
        <extracomment>core/engine/engine_service.cpp</extracomment>
        <translation>已被更新的请求取代。</translation>
    </message>
    <message>
        <source>A newer version of Saferscope may have written it: update this one.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>它可能由更新版本的 Saferscope 写入：请更新本程序。</translation>
    </message>
    <message>
        <source>A newer version of Saferscope may know it: update this one.</source>
        <extracomment>core/data/rating.cpp</extracomment>
        <translation>更新版本的 Saferscope 可能认识它：请更新本程序。</translation>
    </message>
    <message>
        <source>A pair for each right and wrong answer; &quot;group&quot; in their meta data joins those of one record. The published score counts a record only where the right answer is above all the wrong ones.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>每个正确与错误回答组成一个偏好对；元数据中的“group”把同一记录的偏好对联系起来。已发布的分数只在正确回答高于所有错误回答时计入该记录。</translation>
    </message>
    <message>
        <source>A pair needs at least 2 tokens and a score at least 1 feature.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>一个偏好对至少需要 2 个词元，一个分数至少需要 1 个特征。</translation>
    </message>
    <message>
        <source>A part of the rating log cannot be read; ratings at its end may be gone unnamed.</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>评分日志的一部分无法读取；末尾的评分可能已丢失且无法列出。</translation>
    </message>
    <message>
        <source>A part of the table &quot;%1&quot; cannot be read; what stood there is not known.</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>表“%1”的一部分无法读取；其中内容未知。</translation>
    </message>
    <message>
        <source>A plan needs every pair of the data set once.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>计划须包含数据集的每个偏好对各一次。</translation>
    </message>
    <message>
        <source>A profile is being fitted already.</source>
        <extracomment>ui/causal/steering_panel_fit.cpp</extracomment>
        <translation>已有配置正在拟合。</translation>
    </message>
    <message>
        <source>A quotation mark in the command &quot;%1&quot; has no other half.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>命令“%1”中的引号没有配对。</translation>
    </message>
    <message>
        <source>A rater is &quot;human&quot; or &quot;judge&quot;, not &quot;%1&quot;.</source>
        <extracomment>core/data/rating.cpp</extracomment>
        <translation>评分者是“human”或“judge”，而不是“%1”。</translation>
    </message>
    <message>
        <source>A ratio of %1 is no share of a data set.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>比例 %1 不是数据集的有效比例。</translation>
    </message>
    <message>
        <source>A reward model predicts no tokens: pos_str, neg_str and the logits are empty lists.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>奖励模型不预测词元：pos_str、neg_str 和 logits 为空列表。</translation>
    </message>
    <message>
        <source>A row has %1 cells for %2 columns.</source>
        <extracomment>core/exports/table_writer.cpp</extracomment>
        <translation>一行有 %1 个单元格，对应 %2 列。</translation>
    </message>
    <message>
        <source>A run folder holds a spec.json; is this the right folder?</source>
        <extracomment>core/jobs/run_state.cpp</extracomment>
        <translation>运行文件夹中应有 spec.json；这是正确的文件夹吗？</translation>
    </message>
    <message>
        <source>A set and a number of features were both given.</source>
        <extracomment>core/exports/feature_selection.cpp</extracomment>
        <translation>同时给出了特征集和特征数量。</translation>
    </message>
    <message>
        <source>A special token is empty, longer than 256 bytes, not UTF-8 or given twice.</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>某个特殊词元为空、超过 256 字节、不是 UTF-8 或重复。</translation>
    </message>
    <message>
        <source>A survey of no pairs says nothing.</source>
        <extracomment>core/engine/engine_survey.cpp</extracomment>
        <translation>没有偏好对的测量说明不了任何问题。</translation>
    </message>
    <message>
        <source>A table is not written as &quot;%1&quot;.</source>
        <extracomment>core/exports/table_writer.cpp</extracomment>
        <translation>表格不能写为“%1”。</translation>
    </message>
    <message>
        <source>A text of %1 MiB is too long to tokenize.</source>
        <extracomment>core/text/tokenizer.cpp</extracomment>
        <translation>%1 MiB 的文本过长，无法分词。</translation>
    </message>
    <message>
        <source>A training text is longer than 256 MiB.</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>某段训练文本超过 256 MiB。</translation>
    </message>
    <message>
        <source>A vector cannot be written into the weights above the embeddings of this %1 model: %2.</source>
        <extracomment>core/model/reward_model.cpp</extracomment>
        <translation>无法将向量写入此 %1 模型嵌入之上的权重：%2。</translation>
    </message>
    <message>
        <source>A vocabulary of %1 tokens cannot be made.</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>无法生成 %1 个词元的词表。</translation>
    </message>
    <message>
        <source>A vocabulary of %1 tokens cannot be trained.</source>
        <extracomment>app/cli/job_train_rm.cpp</extracomment>
        <translation>无法训练 %1 个词元的词表。</translation>
    </message>
    <message>
        <source>A worker cannot be started: programs may use no more than %1 MiB of memory here (ulimit -v).</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>无法启动工作进程：此处程序最多可使用 %1 MiB 内存（ulimit -v）。</translation>
    </message>
    <message>
        <source>A worker is already running in %1.</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>%1 中已有工作进程在运行。</translation>
    </message>
    <message>
        <source>Ablating %1 lowers the margin of %2 by %3 %4.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>消融%1使%2的奖励差降低 %3 %4。</translation>
    </message>
    <message>
        <source>Ablating %1 raises the margin of %2 by %3 %4.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>消融%1使%2的奖励差升高 %3 %4。</translation>
    </message>
    <message>
        <source>Activation</source>
        <extracomment>app/cli/sae_report.cpp</extracomment>
        <translation>激活</translation>
    </message>
    <message>
        <source>Add it again if the change was meant.</source>
        <extracomment>core/workspace/workspace_check_files.cpp</extracomment>
        <translation>如果是有意更改，请重新添加。</translation>
    </message>
    <message>
        <source>Add it again on the Overview page, or build a new index.</source>
        <extracomment>ui/bridge/session_engine.cpp</extracomment>
        <translation>请在概览页重新添加，或建立新索引。</translation>
    </message>
    <message>
        <source>Add some with `safer sets edit`.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>请用 `safer sets edit` 添加。</translation>
    </message>
    <message>
        <source>All records prefer the same answer: map it as chosen and leave &quot;preferred&quot; out.</source>
        <extracomment>core/data/preferred_base.cpp</extracomment>
        <translation>所有记录都偏好同一个回答：请将其映射为 chosen，并省略“preferred”。</translation>
    </message>
    <message>
        <source>Allow at least %1 MiB, better several GB.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>请至少允许 %1 MiB，最好数 GB。</translation>
    </message>
    <message>
        <source>An SAE in the layout</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>SAE 的格式</translation>
    </message>
    <message>
        <source>An SAE in the layout %1 is a folder: give that, not the file %2.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>%1 格式的 SAE 是文件夹：请指定文件夹，而不是文件 %2。</translation>
    </message>
    <message>
        <source>An SAE in the layout %1 is one file: give that, not the folder %2.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>%1 格式的 SAE 是单个文件：请指定该文件，而不是文件夹 %2。</translation>
    </message>
    <message>
        <source>An attribution is not a finite number.</source>
        <extracomment>core/engine/held_pair.cpp</extracomment>
        <translation>某个归因不是有限数值。</translation>
    </message>
    <message>
        <source>An empty set of features has no controls.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>空的特征集没有对照。</translation>
    </message>
    <message>
        <source>An index holds 1 to %1 features and at least one pair per shard, not %2 features and %3 pairs.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>索引须有 1 到 %1 个特征、每个分片至少一个偏好对，而不是 %2 个特征和 %3 个偏好对。</translation>
    </message>
    <message>
        <source>An unexpected fault of an unknown kind stopped the work.</source>
        <extracomment>core/jobs/runner.cpp</extracomment>
        <translation>未知类型的意外故障中止了工作。</translation>
    </message>
    <message>
        <source>An unexpected fault stopped the work: %1</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>意外故障中止了工作：%1</translation>
    </message>
    <message>
        <source>Another process is preparing this demo workspace.</source>
        <extracomment>app/cli/demo_stages.cpp</extracomment>
        <translation>另一个进程正在准备此演示工作区。</translation>
    </message>
    <message>
        <source>Another program has %1 open.</source>
        <extracomment>core/storage/presence_lock.cpp</extracomment>
        <translation>另一个程序已打开 %1。</translation>
    </message>
    <message>
        <source>Another program has been talking to Slurm for these runs for too long.</source>
        <extracomment>core/jobs/slurm_submission.cpp</extracomment>
        <translation>另一个程序就这些运行与 Slurm 通信的时间过长。</translation>
    </message>
    <message>
        <source>Another program is busy with the sweeps of %1.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>另一个程序正在处理 %1 的扫描实验。</translation>
    </message>
    <message>
        <source>Another program is reading or writing %1.</source>
        <extracomment>core/storage/database_swap.cpp</extracomment>
        <translation>另一个程序正在读写 %1。</translation>
    </message>
    <message>
        <source>Another program keeps the queue %1 locked.</source>
        <extracomment>core/jobs/run_queue.cpp</extracomment>
        <translation>另一个程序锁定了队列 %1。</translation>
    </message>
    <message>
        <source>Apply it with `safer evaluate --steer`.</source>
        <extracomment>core/causal/steering_foldability.cpp</extracomment>
        <translation>请用 `safer evaluate --steer` 应用它。</translation>
    </message>
    <message>
        <source>Ask Slurm for more memory, or use smaller batches; it goes on from its last checkpoint.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>请向 Slurm 申请更多内存，或使用更小的批次；将从最后的检查点继续。</translation>
    </message>
    <message>
        <source>Ask for %1 (all bytes and the special tokens) to %2.</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>请指定 %1（所有字节和特殊词元）到 %2 之间的值。</translation>
    </message>
    <message>
        <source>Ask for a set, for features or for a profile.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>请指定特征集、特征或配置。</translation>
    </message>
    <message>
        <source>Ask for fewer controls, or take a smaller set.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>请减少对照的数量，或使用较小的特征集。</translation>
    </message>
    <message>
        <source>Ask for fewer controls.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>请减少对照的数量。</translation>
    </message>
    <message>
        <source>Ask for less, or look at `safer features`.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>请放宽条件，或查看 `safer features`。</translation>
    </message>
    <message>
        <source>Ask for one pair at least.</source>
        <extracomment>core/engine/engine_survey.cpp</extracomment>
        <translation>请至少要求一个偏好对。</translation>
    </message>
    <message>
        <source>Assistant: %1</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>Assistant: %1</translation>
    </message>
    <message>
        <source>At least 50 are needed: index both data sets together.</source>
        <extracomment>core/workspace/audit_run.cpp</extracomment>
        <translation>至少需要 50 个：请把两个数据集一起建立索引。</translation>
    </message>
    <message>
        <source>Attribution takes 1 to 4096 steps.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>归因需要 1 到 4096 步。</translation>
    </message>
    <message>
        <source>BPE tokenizers are read: byte-level ones (Llama 3, Qwen, GPT-2) and SentencePiece-style ones (Llama 2, Mistral, Gemma).</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>可读取 BPE 分词器：字节级（Llama 3、Qwen、GPT-2）和 SentencePiece 式（Llama 2、Mistral、Gemma）。</translation>
    </message>
    <message>
        <source>Bring it back, or make a new index with `safer index`.</source>
        <extracomment>core/workspace/causal_run.cpp</extracomment>
        <translation>请将其恢复，或用 `safer index` 建立新索引。</translation>
    </message>
    <message>
        <source>Bring one in with `safer import`.</source>
        <extracomment>app/cli/export_pairs.cpp</extracomment>
        <translation>请用 `safer import` 导入一个。</translation>
    </message>
    <message>
        <source>Build an index on the Overview page first.</source>
        <extracomment>ui/bridge/engine_client.cpp</extracomment>
        <translation>请先在概览页建立索引。</translation>
    </message>
    <message>
        <source>Build one on the Overview page.</source>
        <extracomment>ui/causal/pair_lab.cpp</extracomment>
        <translation>请在概览页建立一个。</translation>
    </message>
    <message>
        <source>Build one: `safer index`, or the feature index card of the Overview page.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>请建立一个：`safer index`，或使用概览页的特征索引卡片。</translation>
    </message>
    <message>
        <source>Build the index again with this SAE.</source>
        <extracomment>app/cli/job_map.cpp</extracomment>
        <translation>请用此 SAE 重新建立索引。</translation>
    </message>
    <message>
        <source>Build the index again.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>请重新建立索引。</translation>
    </message>
    <message>
        <source>Build the index again: `safer index`, or a new index job in the window.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>请重新建立索引：`safer index`，或在窗口中新建索引任务。</translation>
    </message>
    <message>
        <source>Building the index was stopped.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>建立索引已停止。</translation>
    </message>
    <message>
        <source>ByteLevel for byte-level models; Replace, ByteFallback, Fuse, Strip, Metaspace and sequences of them for others.</source>
        <extracomment>core/text/token_decoder.cpp</extracomment>
        <translation>字节级模型用 ByteLevel；其他模型可用 Replace、ByteFallback、Fuse、Strip、Metaspace 及其组合。</translation>
    </message>
    <message>
        <source>ByteLevel, Split, Digits, Metaspace and sequences of them are read.</source>
        <extracomment>core/text/pre_tokenizer.cpp</extracomment>
        <translation>可读取 ByteLevel、Split、Digits、Metaspace 及其组合。</translation>
    </message>
    <message>
        <source>Cancel it first, or wait for it.</source>
        <extracomment>core/jobs/slurm_queue.cpp</extracomment>
        <translation>请先取消它，或等待其结束。</translation>
    </message>
    <message>
        <source>Cancel it there first.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>请先在那里取消它。</translation>
    </message>
    <message>
        <source>Cancelled before it was started.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>启动前已取消。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Cancelled; its worker was gone before it had written a result.</source>
        <extracomment>core/jobs/queue_runner.cpp</extracomment>
        <translation>已取消；工作进程在写出结果之前就已消失。</translation>
    </message>
    <message>
        <source>Cancelling is for who hands questions on.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>只有转发请求的一方才能取消。</translation>
    </message>
    <message>
        <source>Cannot</source>
        <extracomment>core/judge/line_log.cpp</extracomment>
        <translation>无法</translation>
    </message>
    <message>
        <source>Cannot %1 %2: %3.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>%2：无法执行“%1”：%3。</translation>
    </message>
    <message>
        <source>Cannot copy the model to %1: %2.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>无法将模型复制到 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot create %1: %2.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>无法创建 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot create a folder in %1.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>无法在 %1 中创建文件夹。</translation>
    </message>
    <message>
        <source>Cannot create the folder %1: %2.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>无法创建文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot find the program `safer`.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>找不到程序 `safer`。</translation>
    </message>
    <message>
        <source>Cannot flush %1: %2.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>无法将 %1 写入磁盘：%2。</translation>
    </message>
    <message>
        <source>Cannot lock %1: %2.</source>
        <extracomment>core/jobs/queue_runner_lock.cpp</extracomment>
        <translation>无法锁定 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot make %1: %2.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>无法创建 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot make the folder %1.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>Cannot make the folder %1: %2.</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>无法创建文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot map %1: %2.</source>
        <extracomment>core/base/mapped_file.cpp</extracomment>
        <translation>无法映射 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot move %1 to %2: %3.</source>
        <extracomment>core/workspace/run_adoption.cpp</extracomment>
        <translation>无法将 %1 移动到 %2：%3。</translation>
    </message>
    <message>
        <source>Cannot open %1: %2.</source>
        <extracomment>core/base/mapped_file.cpp</extracomment>
        <translation>无法打开 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot read %1.</source>
        <extracomment>core/base/hash.cpp</extracomment>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>Cannot read %1: %2.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot read the folder %1: %2.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>无法读取文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot remove %1: %2.</source>
        <extracomment>core/jobs/run_queue.cpp</extracomment>
        <translation>无法删除 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot run %1: %2.</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>无法运行 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot set %1 aside: %2.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>无法将 %1 移到一旁：%2。</translation>
    </message>
    <message>
        <source>Cannot signal the worker (process %1): %2.</source>
        <extracomment>core/jobs/worker_identity.cpp</extracomment>
        <translation>无法向工作进程（进程 %1）发送信号：%2。</translation>
    </message>
    <message>
        <source>Cannot start %1: %2.</source>
        <extracomment>core/jobs/spawn_worker.cpp</extracomment>
        <translation>无法启动 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot start a worker:</source>
        <extracomment>core/jobs/spawn_worker.cpp</extracomment>
        <translation>无法启动工作进程：</translation>
    </message>
    <message>
        <source>Cannot start a worker: %1.</source>
        <extracomment>core/jobs/spawn_worker.cpp</extracomment>
        <translation>无法启动工作进程：%1。</translation>
    </message>
    <message>
        <source>Cannot start to decompress %1.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>无法开始解压 %1。</translation>
    </message>
    <message>
        <source>Cannot take over the run %1: %2 is in the way.</source>
        <extracomment>core/workspace/run_adoption.cpp</extracomment>
        <translation>无法接收运行 %1：%2 已存在。</translation>
    </message>
    <message>
        <source>Cannot tell which process works on %1.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>无法得知哪个进程在处理 %1。</translation>
    </message>
    <message>
        <source>Cannot tidy up %1: %2.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>无法清理 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot write %1 to %2: %3.</source>
        <extracomment>core/tensor/torch_archive_writer.cpp</extracomment>
        <translation>无法将 %1 写入 %2：%3。</translation>
    </message>
    <message>
        <source>Cannot write %1.</source>
        <extracomment>core/exports/delphi.cpp</extracomment>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <extracomment>core/jobs/event_writer.cpp</extracomment>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Cannot write array %1 to %2: %3.</source>
        <extracomment>core/tensor/numpy_writer.cpp</extracomment>
        <translation>无法将数组 %1 写入 %2：%3。</translation>
    </message>
    <message>
        <source>Cannot write events.jsonl:</source>
        <extracomment>core/jobs/event_writer.cpp</extracomment>
        <translation>无法写入 events.jsonl：</translation>
    </message>
    <message>
        <source>Cannot write events.jsonl: %1.</source>
        <extracomment>core/jobs/event_writer.cpp</extracomment>
        <translation>无法写入 events.jsonl：%1。</translation>
    </message>
    <message>
        <source>Cannot write tensor &quot;%1&quot; to %2: safetensors has no type for %3.</source>
        <extracomment>core/tensor/torch_io.cpp</extracomment>
        <translation>无法将张量“%1”写入 %2：safetensors 没有对应 %3 的类型。</translation>
    </message>
    <message>
        <source>Cannot write tensor %1 to %2: %3.</source>
        <extracomment>core/tensor/safetensors_writer.cpp</extracomment>
        <translation>无法将张量 %1 写入 %2：%3。</translation>
    </message>
    <message>
        <source>Cannot write to %1: %2.</source>
        <extracomment>core/workspace/dataset_saving.cpp</extracomment>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Causal runs are planned by planCausalRun().</source>
        <extracomment>ui/bridge/job_request.cpp</extracomment>
        <translation>因果运行由 planCausalRun() 计划。</translation>
    </message>
    <message>
        <source>Changed on purpose: %1</source>
        <extracomment>core/exports/pair_dataset.cpp</extracomment>
        <translation>有意更改：%1</translation>
    </message>
    <message>
        <source>Changing pairs</source>
        <extracomment>core/workspace/workspace_manifests.cpp</extracomment>
        <translation>正在更改偏好对</translation>
    </message>
    <message>
        <source>Check how it is spelt.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>请检查拼写。</translation>
    </message>
    <message>
        <source>Check its permissions and the disk.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>请检查其权限和磁盘。</translation>
    </message>
    <message>
        <source>Check its spelling.</source>
        <extracomment>core/training/config_fields.h</extracomment>
        <translation>请检查拼写。</translation>
    </message>
    <message>
        <source>Check that the address is that of an OpenAI-compatible server (…/v1).</source>
        <extracomment>core/judge/llm_answer.cpp</extracomment>
        <translation>请检查该地址是否为兼容 OpenAI 的服务器（…/v1）。</translation>
    </message>
    <message>
        <source>Check that the disk is not full.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请检查磁盘是否已满。</translation>
    </message>
    <message>
        <source>Check that the folder exists and is writable.</source>
        <extracomment>ui/charts/metric_chart.cpp</extracomment>
        <translation>请检查文件夹是否存在且可写。</translation>
    </message>
    <message>
        <source>Check that the folder holds a complete Hugging Face model.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>请检查该文件夹是否包含完整的 Hugging Face 模型。</translation>
    </message>
    <message>
        <source>Check that the run folder exists and that you may write to it.</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>请检查运行文件夹是否存在，以及您是否有权写入。</translation>
    </message>
    <message>
        <source>Check that there is room and that you may write there.</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>请检查空间是否足够以及您是否有权写入。</translation>
    </message>
    <message>
        <source>Check that you may write there and that the disk is not full.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请检查您是否有权写入该处以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>Check that you may write there.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>请检查您是否有权写入该处。</translation>
    </message>
    <message>
        <source>Check that you may write to the folder of the runs.</source>
        <extracomment>core/jobs/queue_runner_lock.cpp</extracomment>
        <translation>请检查您是否有权写入运行所在的文件夹。</translation>
    </message>
    <message>
        <source>Check that you may write to the run folder.</source>
        <extracomment>core/jobs/event_writer.cpp</extracomment>
        <translation>请检查您是否有权写入运行文件夹。</translation>
    </message>
    <message>
        <source>Check that you may write to the workspace folder.</source>
        <extracomment>core/storage/database_swap.cpp</extracomment>
        <translation>请检查您是否有权写入工作区文件夹。</translation>
    </message>
    <message>
        <source>Check that you may write to the workspace.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>请检查您是否有权写入工作区。</translation>
    </message>
    <message>
        <source>Check that you may write to this folder.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>请检查您是否有权写入此文件夹。</translation>
    </message>
    <message>
        <source>Check the Slurm settings; `safer slurm check` shows the partitions.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>请检查 Slurm 设置；`safer slurm check` 会显示分区。</translation>
    </message>
    <message>
        <source>Check the command prefix and the path of `safer` in the Slurm settings; log.txt says more.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>请检查 Slurm 设置中的命令前缀和 `safer` 的路径；详情见 log.txt。</translation>
    </message>
    <message>
        <source>Check the disk and free some space there; nothing that was there before has been changed.</source>
        <extracomment>core/exports/delphi.cpp</extracomment>
        <translation>请检查磁盘并释放空间；原有内容未作更改。</translation>
    </message>
    <message>
        <source>Check the disk that the backup goes to, and take another one.</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>请检查备份所在的磁盘，并重新备份。</translation>
    </message>
    <message>
        <source>Check the installation: `safer` has to lie beside the window&apos;s program, or SAFER_PROGRAM names it.</source>
        <extracomment>core/jobs/spawn_worker.cpp</extracomment>
        <translation>请检查安装：`safer` 须与窗口程序位于同一位置，或由 SAFER_PROGRAM 指定。</translation>
    </message>
    <message>
        <source>Check the model and the texts of the held-out pairs.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>请检查模型和留出偏好对的文本。</translation>
    </message>
    <message>
        <source>Check the model&apos;s chat template, or leave the pair out.</source>
        <extracomment>core/features/pair_batches.cpp</extracomment>
        <translation>请检查模型的聊天模板，或去掉该偏好对。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>Check the permissions of the folder.</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>请检查文件夹的权限。</translation>
    </message>
    <message>
        <source>Check the permissions of the workspace folder and the room on its disk.</source>
        <extracomment>core/workspace/dataset_saving.cpp</extracomment>
        <translation>请检查工作区文件夹的权限和磁盘剩余空间。</translation>
    </message>
    <message>
        <source>Check the rewards of the model on these pairs first.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>请先检查模型在这些偏好对上的奖励。</translation>
    </message>
    <message>
        <source>Check the template, or the roles and order of the messages it is given.</source>
        <extracomment>core/text/chat_template.cpp</extracomment>
        <translation>请检查模板，或所给消息的角色和顺序。</translation>
    </message>
    <message>
        <source>Check the workspace folder and the disk.</source>
        <extracomment>core/storage/presence_lock.cpp</extracomment>
        <translation>请检查工作区文件夹和磁盘。</translation>
    </message>
    <message>
        <source>Checking models and indexes</source>
        <extracomment>core/workspace/workspace_check_files.cpp</extracomment>
        <translation>正在检查模型和索引</translation>
    </message>
    <message>
        <source>Checking runs and sweeps</source>
        <extracomment>core/workspace/workspace_check_files.cpp</extracomment>
        <translation>正在检查运行和扫描实验</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <extracomment>core/workspace/workspace_check.cpp</extracomment>
        <translation>正在检查数据库</translation>
    </message>
    <message>
        <source>Checking the pairs of %1</source>
        <extracomment>core/workspace/workspace_check.cpp</extracomment>
        <translation>正在检查 %1 的偏好对</translation>
    </message>
    <message>
        <source>Checking the reconstruction</source>
        <extracomment>core/features/index_quality.cpp</extracomment>
        <translation>正在检查重构</translation>
    </message>
    <message>
        <source>Choose a file of preference pairs.</source>
        <extracomment>core/engine/engine_survey.cpp</extracomment>
        <translation>请选择偏好对文件。</translation>
    </message>
    <message>
        <source>Choose a folder that Saferscope made, or create a workspace there.</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>请选择由 Saferscope 创建的文件夹，或在那里新建工作区。</translation>
    </message>
    <message>
        <source>Choose a folder that Saferscope made.</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>请选择由 Saferscope 创建的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder that Saferscope made; this one is left untouched.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>请选择由 Saferscope 创建的文件夹；此文件夹未作改动。</translation>
    </message>
    <message>
        <source>Choose a folder that `safer workspace backup` made.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>请选择由 `safer workspace backup` 生成的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>请选择您有权写入的文件夹。</translation>
    </message>
    <message>
        <source>Choose a layer from 0 (embeddings) to %1.</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>请选择 0（嵌入）到 %1 的层。</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .svg or .pdf.</source>
        <extracomment>ui/causal/survey_figure.cpp</extracomment>
        <translation>请选择以 .png、.svg 或 .pdf 结尾的名称。</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .svg, .pdf or .csv.</source>
        <extracomment>ui/charts/metric_chart.cpp</extracomment>
        <translation>请选择以 .png、.svg、.pdf 或 .csv 结尾的名称。</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .svg, .pdf, .csv, .json or .html.</source>
        <extracomment>ui/experiments/results_export.cpp</extracomment>
        <translation>请选择以 .png、.svg、.pdf、.csv、.json 或 .html 结尾的名称。</translation>
    </message>
    <message>
        <source>Choose a new folder with --output.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请用 --output 选择新文件夹。</translation>
    </message>
    <message>
        <source>Choose a place outside, best on another disk.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>请选择工作区之外的位置，最好在另一块磁盘上。</translation>
    </message>
    <message>
        <source>Choose a reward model with one linear head.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>请选择只有一个线性头的奖励模型。</translation>
    </message>
    <message>
        <source>Choose a set of features.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>请选择特征集。</translation>
    </message>
    <message>
        <source>Choose an SAE that was trained on this model.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>请选择在此模型上训练的 SAE。</translation>
    </message>
    <message>
        <source>Choose another folder for the index; nothing was changed.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>请为索引选择其他文件夹；未作任何更改。</translation>
    </message>
    <message>
        <source>Choose another name, or remove that file first.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>请换一个名称，或先删除那个文件。</translation>
    </message>
    <message>
        <source>Choose another name, or remove that one first.</source>
        <extracomment>core/workspace/dataset_saving.cpp</extracomment>
        <translation>请换一个名称，或先删除那一个。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>请另选一个。</translation>
    </message>
    <message>
        <source>Choose another place with --output.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请用 --output 选择其他位置。</translation>
    </message>
    <message>
        <source>Choose another place, or replace it with --force.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请选择其他位置，或用 --force 替换。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Choose between 300 (256 bytes and the special tokens) and 1,000,000.</source>
        <extracomment>app/cli/job_train_rm.cpp</extracomment>
        <translation>请在 300（256 个字节和特殊词元）到 1,000,000 之间选择。</translation>
    </message>
    <message>
        <source>Choose one by its number, counted from 0.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>请按编号选择，从 0 开始计数。</translation>
    </message>
    <message>
        <source>Choose one by name or number with --label.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>请用 --label 按名称或编号选择。</translation>
    </message>
    <message>
        <source>Choose or add a profile on the Annotate page.</source>
        <extracomment>ui/bridge/session_ratings.cpp</extracomment>
        <translation>请在标注页选择或添加配置。</translation>
    </message>
    <message>
        <source>Choose the SAE that was trained on this model.</source>
        <extracomment>core/causal/causal_model.cpp</extracomment>
        <translation>请选择在此模型上训练的 SAE。</translation>
    </message>
    <message>
        <source>Choose the folder of a model with its tokenizer.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>请选择带有分词器的模型文件夹。</translation>
    </message>
    <message>
        <source>Choosing contexts</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>正在选取上下文</translation>
    </message>
    <message>
        <source>Chosen is the better answer (better_response_id), whether it is safe or not; --preference safer takes the safer one.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>优选的是更好的回答（better_response_id），无论是否安全；--preference safer 则取更安全的回答。</translation>
    </message>
    <message>
        <source>Chosen is the safer answer (safer_response_id), which may be the less helpful one and may be unsafe itself.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>优选的是更安全的回答（safer_response_id），它可能帮助较少，本身也可能不安全。</translation>
    </message>
    <message>
        <source>Chosen is the unharmful answer of two to the same prompt, rejected the harmful one.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>同一提示的两个回答中，无害的为优选，有害的为拒选。</translation>
    </message>
    <message>
        <source>Close every Saferscope window and command that uses this workspace, then try again.</source>
        <extracomment>core/storage/presence_lock.cpp</extracomment>
        <translation>请关闭所有使用此工作区的 Saferscope 窗口和命令，然后重试。</translation>
    </message>
    <message>
        <source>Close every program that uses this workspace, then try again.</source>
        <extracomment>core/storage/database_swap.cpp</extracomment>
        <translation>请关闭所有使用此工作区的程序，然后重试。</translation>
    </message>
    <message>
        <source>Close other programs that have this workspace open and try again.</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>请关闭打开此工作区的其他程序，然后重试。</translation>
    </message>
    <message>
        <source>Close other programs, allow this one more memory or more processes, or set OMP_NUM_THREADS to fewer threads, and run it again.</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>请关闭其他程序，允许本程序使用更多内存或进程，或将 OMP_NUM_THREADS 设为更少的线程，然后重新运行。</translation>
    </message>
    <message>
        <source>Computing activations</source>
        <extracomment>core/training/activation_source.cpp</extracomment>
        <translation>正在计算激活</translation>
    </message>
    <message>
        <source>Configuration and weights belong to different SAEs.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>配置与权重属于不同的 SAE。</translation>
    </message>
    <message>
        <source>Controls are random or density.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>对照为 random 或 density。</translation>
    </message>
    <message>
        <source>Conversations of %1 tokens cannot be read.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>无法读取 %1 个词元的对话。</translation>
    </message>
    <message>
        <source>Copy the file into the folder if you trust where it leads.</source>
        <extracomment>core/base/folder_file.cpp</extracomment>
        <translation>如果您信任链接目标，请将文件复制到该文件夹中。</translation>
    </message>
    <message>
        <source>Copy the workspace to a local disk and repair it there.</source>
        <extracomment>core/storage/presence_lock.cpp</extracomment>
        <translation>请将工作区复制到本地磁盘，并在那里修复。</translation>
    </message>
    <message>
        <source>Copy the workspace to a place that you may write to and open it there.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>请将工作区复制到您有权写入的位置，并在那里打开。</translation>
    </message>
    <message>
        <source>Copying files</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>正在复制文件</translation>
    </message>
    <message>
        <source>Copying the database</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>正在复制数据库</translation>
    </message>
    <message>
        <source>Decompress it first.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>请先解压。</translation>
    </message>
    <message>
        <source>Decompress it first: zstd -d FILE.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>请先解压：zstd -d FILE。</translation>
    </message>
    <message>
        <source>Denoise</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>去噪</translation>
    </message>
    <message>
        <source>Density is a share of positions: write 5% or 0.05.</source>
        <extracomment>core/scoring/rule_parser.cpp</extracomment>
        <translation>密度是位置的比例：请写 5% 或 0.05。</translation>
    </message>
    <message>
        <source>Do not trust this model folder, or correct the index.</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>请勿信任此模型文件夹，或更正其索引。</translation>
    </message>
    <message>
        <source>Download or compress it again; nothing of it was kept.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>请重新下载或压缩；未保留其中任何内容。</translation>
    </message>
    <message>
        <source>Each record needs &quot;chosen&quot; and &quot;rejected&quot;: two strings with a &quot;prompt&quot; (string or message list), two &quot;\n\nHuman: … \n\nAssistant: …&quot; transcripts, two message lists, or two {from, value} answers with &quot;conversations&quot;; or be one of the published layouts that `safer formats` lists. Otherwise say which member holds what: --map &quot;prompt=…,chosen=…,rejected=…&quot;.</source>
        <extracomment>core/data/pair_layout.cpp</extracomment>
        <translation>每条记录需要“chosen”和“rejected”：两个带“prompt”（字符串或消息列表）的字符串、两段“\n\nHuman: … \n\nAssistant: …”对话记录、两个消息列表，或两个带“conversations”的 {from, value} 回答；或采用 `safer formats` 列出的某种已发布格式。否则请说明各字段的内容：--map &quot;prompt=…,chosen=…,rejected=…&quot;。</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <extracomment>app/cli/evaluate_model.cpp</extracomment>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>Every feature of the index is dead, so there is nothing to score with.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>索引中的所有特征都是死特征，没有可用于计分的特征。</translation>
    </message>
    <message>
        <source>Every pair is held out: none is left to train on.</source>
        <extracomment>core/training/training_pair.cpp</extracomment>
        <translation>所有偏好对都被留出：没有可用于训练的。</translation>
    </message>
    <message>
        <source>Every pair needs a section.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>每个偏好对都需要类别。</translation>
    </message>
    <message>
        <source>Every rank has to read the same run folder, data and model, with the same program.</source>
        <extracomment>core/training/process_group.cpp</extracomment>
        <translation>各进程须使用相同的程序，读取相同的运行文件夹、数据和模型。</translation>
    </message>
    <message>
        <source>Exception raised from</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>异常抛出位置</translation>
    </message>
    <message>
        <source>Export it with --dtype bfloat16 or float32.</source>
        <extracomment>app/cli/export_model.cpp</extracomment>
        <translation>请用 --dtype bfloat16 或 float32 导出。</translation>
    </message>
    <message>
        <source>Feature %1 has no density: there are %2 features.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>特征 %1 没有密度：共有 %2 个特征。</translation>
    </message>
    <message>
        <source>Feature %1 is changed twice.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>特征 %1 被更改了两次。</translation>
    </message>
    <message>
        <source>Feature %1 is not in the set &quot;%2&quot;.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>特征 %1 不在特征集“%2”中。</translation>
    </message>
    <message>
        <source>Feature %1 is to be added and removed at once.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>特征 %1 被同时要求添加和删除。</translation>
    </message>
    <message>
        <source>Feature %1 never fires in the index.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>特征 %1 在索引中从不激活。</translation>
    </message>
    <message>
        <source>Features are numbered from 0.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>特征从 0 开始编号。</translation>
    </message>
    <message>
        <source>Features go from 0 to %1.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>特征编号为 0 到 %1。</translation>
    </message>
    <message>
        <source>Fetch or copy the folder again, with the files its links lead to.</source>
        <extracomment>core/base/folder_file.cpp</extracomment>
        <translation>请重新下载或复制该文件夹，包括其链接所指的文件。</translation>
    </message>
    <message>
        <source>Fetch or save the file again.</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>请重新下载或保存该文件。</translation>
    </message>
    <message>
        <source>Fetch or save the file again; it may be cut short or damaged.</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>请重新下载或保存该文件；它可能不完整或已损坏。</translation>
    </message>
    <message>
        <source>Fetch or save the file again; it may be damaged.</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>请重新下载或保存该文件；它可能已损坏。</translation>
    </message>
    <message>
        <source>Fetch or save the file again; where it is sound, save its state_dict() with torch.save().</source>
        <extracomment>core/tensor/pickle_machine.h</extracomment>
        <translation>请重新下载或保存该文件；如果文件完好，请用 torch.save() 保存其 state_dict()。</translation>
    </message>
    <message>
        <source>Fetch the file: git lfs pull.</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>请获取该文件：git lfs pull。</translation>
    </message>
    <message>
        <source>Fetch the model again, with its weights.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>请重新下载模型及其权重。</translation>
    </message>
    <message>
        <source>Fetch the model again; it has %1 weight files.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>请重新下载模型；它有 %1 个权重文件。</translation>
    </message>
    <message>
        <source>Fetch the model again; its index is damaged.</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>请重新下载模型；其索引已损坏。</translation>
    </message>
    <message>
        <source>Fetch the original model.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>请下载原始模型。</translation>
    </message>
    <message>
        <source>Fetch the tokenizer&apos;s files from the model&apos;s page into the folder.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>请从模型页面将分词器文件下载到该文件夹。</translation>
    </message>
    <message>
        <source>Finding the pairs in the index</source>
        <extracomment>core/workspace/held_pairs.cpp</extracomment>
        <translation>正在索引中查找偏好对</translation>
    </message>
    <message>
        <source>Finding the pairs in the index was stopped; nothing was changed.</source>
        <extracomment>core/workspace/held_pairs.cpp</extracomment>
        <translation>在索引中查找偏好对已停止；未作任何更改。</translation>
    </message>
    <message>
        <source>Finish it, or remove that folder to build anew.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>请将其完成，或删除该文件夹以重新建立。</translation>
    </message>
    <message>
        <source>Fitting factors</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>正在拟合系数</translation>
    </message>
    <message>
        <source>Fitting was cancelled; nothing was saved.</source>
        <extracomment>ui/causal/steering_fit_process.cpp</extracomment>
        <translation>拟合已取消；未保存任何内容。</translation>
    </message>
    <message>
        <source>Fold it into the model it was made for.</source>
        <extracomment>core/causal/steering_fold.cpp</extracomment>
        <translation>请将其并入为其制作的模型。</translation>
    </message>
    <message>
        <source>Free some disk space and check that you may write there; earlier checkpoints are untouched.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>请释放磁盘空间并检查您是否有权写入；之前的检查点未受影响。</translation>
    </message>
    <message>
        <source>Free some disk space and start the run again.</source>
        <extracomment>core/jobs/event_writer.cpp</extracomment>
        <translation>请释放磁盘空间，然后重新开始运行。</translation>
    </message>
    <message>
        <source>Free some disk space and try again; nothing was changed.</source>
        <extracomment>core/storage/database_swap.cpp</extracomment>
        <translation>请释放磁盘空间后重试；未作任何更改。</translation>
    </message>
    <message>
        <source>Free some disk space and try again; the previous file is untouched.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>请释放磁盘空间后重试；原文件未受影响。</translation>
    </message>
    <message>
        <source>Free some disk space; the work itself goes on.</source>
        <extracomment>core/jobs/event_writer.cpp</extracomment>
        <translation>请释放磁盘空间；工作本身仍在继续。</translation>
    </message>
    <message>
        <source>Gemma Scope tells the layer by a folder&apos;s name: put the file below &quot;layer_%1&quot;, as residual stream %2 is the output of that block.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>Gemma Scope 由文件夹名得知层号：请将文件放在“layer_%1”下，残差流 %2 即该块的输出。</translation>
    </message>
    <message>
        <source>Get the model&apos;s tokenizer.json, or save one with Hugging Face&apos;s fast tokenizers.</source>
        <extracomment>core/text/sentencepiece_file.cpp</extracomment>
        <translation>请获取该模型的 tokenizer.json，或用 Hugging Face 的快速分词器保存一个。</translation>
    </message>
    <message>
        <source>Give 2 to 1,000,000.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>请给出 2 到 1,000,000。</translation>
    </message>
    <message>
        <source>Give a .jsonl, .json or .csv file, or one of them compressed as .gz or .zst.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>请指定 .jsonl、.json 或 .csv 文件，也可以是压缩为 .gz 或 .zst 的文件。</translation>
    </message>
    <message>
        <source>Give a .pt, .npz or .npy file that lies on this machine and can be read.</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>请指定位于本机且可读取的 .pt、.npz 或 .npy 文件。</translation>
    </message>
    <message>
        <source>Give a file of an earlier evaluation, or what `safer reward --json` printed.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>请指定先前评估的文件，或 `safer reward --json` 的输出。</translation>
    </message>
    <message>
        <source>Give a file with one pair per line.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>请提供每行一个偏好对的文件。</translation>
    </message>
    <message>
        <source>Give a folder with sae_config.json and sae.safetensors, or one file with an SAE&apos;s weights.</source>
        <extracomment>core/workspace/artifact_files.cpp</extracomment>
        <translation>请指定包含 sae_config.json 和 sae.safetensors 的文件夹，或一个含 SAE 权重的文件。</translation>
    </message>
    <message>
        <source>Give a ratio from 0 to 1, such as 0.05 or 5%.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>请给出 0 到 1 的比例，例如 0.05 或 5%。</translation>
    </message>
    <message>
        <source>Give a safetensors file that lies on this machine and can be read.</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>请指定位于本机且可读取的 safetensors 文件。</translation>
    </message>
    <message>
        <source>Give another folder.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>请指定其他文件夹。</translation>
    </message>
    <message>
        <source>Give at least one of each.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>每项请至少给出一个。</translation>
    </message>
    <message>
        <source>Give each column a name of its own.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>请为每一列取不同的名称。</translation>
    </message>
    <message>
        <source>Give each its own name.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>请为每个取不同的名称。</translation>
    </message>
    <message>
        <source>Give it the ending .safetensors.</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>请将其扩展名改为 .safetensors。</translation>
    </message>
    <message>
        <source>Give local or slurm.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>请给出 local 或 slurm。</translation>
    </message>
    <message>
        <source>Give more pairs, or hold out a smaller part of them.</source>
        <extracomment>core/training/training_pair.cpp</extracomment>
        <translation>请提供更多偏好对，或减少留出的比例。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <extracomment>core/exports/feature_selection.cpp</extracomment>
        <translation>请只给出其中之一。</translation>
    </message>
    <message>
        <source>Give one range, such as 3:10.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>请给出一个范围，例如 3:10。</translation>
    </message>
    <message>
        <source>Give ratios above 0 and at most 1, such as 0.05 or 5%.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>请给出大于 0 且不超过 1 的比例，例如 0.05 或 5%。</translation>
    </message>
    <message>
        <source>Give sentence-ends or all-tokens.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>请给出 sentence-ends 或 all-tokens。</translation>
    </message>
    <message>
        <source>Give some dozens at least.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>请至少给出几十个。</translation>
    </message>
    <message>
        <source>Give the backup a name of its own; an older one is never overwritten.</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>请为备份取新的名称；绝不会覆盖旧备份。</translation>
    </message>
    <message>
        <source>Give the file&apos;s name with --output.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请用 --output 给出文件名。</translation>
    </message>
    <message>
        <source>Give the folder that holds config.json, model.safetensors and tokenizer.json.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>请指定包含 config.json、model.safetensors 和 tokenizer.json 的文件夹。</translation>
    </message>
    <message>
        <source>Give the folder that holds index.json of an index built by this program.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>请指定由本程序建立的索引的 index.json 所在文件夹。</translation>
    </message>
    <message>
        <source>Give the folder that training wrote, or a bare .safetensors file with k and the layer.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>请指定训练写出的文件夹，或单个 .safetensors 文件并给出 k 和层号。</translation>
    </message>
    <message>
        <source>Give the folder with both files: the weights alone do not say which latents are active.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>请指定包含两个文件的文件夹：仅凭权重无法得知哪些隐变量处于激活状态。</translation>
    </message>
    <message>
        <source>Give the judge a shorter name.</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>请为评判模型取较短的名称。</translation>
    </message>
    <message>
        <source>Give the k it was trained with (--k).</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>请指定训练时所用的 k（--k）。</translation>
    </message>
    <message>
        <source>Give the k the SAE was trained with.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>请指定训练该 SAE 时所用的 k。</translation>
    </message>
    <message>
        <source>Give the layer the SAE was trained on (0 = embeddings, i = output of block i).</source>
        <extracomment>core/causal/causal_model.cpp</extracomment>
        <translation>请指定训练 SAE 的层（0 = 嵌入，i = 第 i 个块的输出）。</translation>
    </message>
    <message>
        <source>Give the prices per million tokens, or limit the number of requests instead.</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>请填写每百万词元的价格，或改为限制请求次数。</translation>
    </message>
    <message>
        <source>Honest weights hardly shrink. Save them again without compression and without expand().</source>
        <extracomment>core/tensor/archive_memory.h</extracomment>
        <translation>真实权重几乎无法压缩。请不压缩、不使用 expand() 重新保存。</translation>
    </message>
    <message>
        <source>Human: %1</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>Human: %1</translation>
    </message>
    <message>
        <source>Ids must be unique within a data set.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>标识在数据集中必须唯一。</translation>
    </message>
    <message>
        <source>Ids must lie between 0 and %1.</source>
        <extracomment>core/text/vocabulary.cpp</extracomment>
        <translation>标识须在 0 到 %1 之间。</translation>
    </message>
    <message>
        <source>If it really holds so much that repeats itself, decompress it first and give the plain file.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>如果它确实包含如此多的重复内容，请先解压，再指定解压后的文件。</translation>
    </message>
    <message>
        <source>If the weights lie inside of it, unpack it first.</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>如果权重在其中，请先解压。</translation>
    </message>
    <message>
        <source>If you trust where it comes from, load it in Python and save only its weights: torch.save(model.state_dict(), &quot;weights.pt&quot;).</source>
        <extracomment>core/tensor/pickle_globals.cpp</extracomment>
        <translation>如果您信任其来源，请在 Python 中加载并只保存权重：torch.save(model.state_dict(), &quot;weights.pt&quot;)。</translation>
    </message>
    <message>
        <source>Import a data set with pairs first.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>请先导入含偏好对的数据集。</translation>
    </message>
    <message>
        <source>Import it again, or build an index of a data set that is there.</source>
        <extracomment>ui/causal/pair_lab.cpp</extracomment>
        <translation>请重新导入，或为现有数据集建立索引。</translation>
    </message>
    <message>
        <source>Import it again.</source>
        <extracomment>core/storage/unfinished_datasets.cpp</extracomment>
        <translation>请重新导入。</translation>
    </message>
    <message>
        <source>Import it first: `safer import`.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>请先导入：`safer import`。</translation>
    </message>
    <message>
        <source>Import one, such as RewardBench, and name it with --eval NAME.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>请导入一个（例如 RewardBench），并用 --eval NAME 指定。</translation>
    </message>
    <message>
        <source>In %1 the better answer wins %2 instead of %3 of the time: %4 pair lost, %5 gained (McNemar %6).</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>在%1中，较好的回答在 %2 而非 %3 的情况下胜出：失去 %4 个偏好对，赢得 %5 个（McNemar %6）。</translation>
    </message>
    <message>
        <source>In %1 the better answer wins %2 instead of %3 of the time: %4 pair lost, %5 gained (McNemar %6, no change beyond chance).</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>在%1中，较好的回答在 %2 而非 %3 的情况下胜出：失去 %4 个偏好对，赢得 %5 个（McNemar %6，没有超出随机的变化）。</translation>
    </message>
    <message>
        <source>In %1 the better answer wins %2 instead of %3 of the time: %4 pairs lost, %5 gained (McNemar %6).</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>在%1中，较好的回答在 %2 而非 %3 的情况下胜出：失去 %4 个偏好对，赢得 %5 个（McNemar %6）。</translation>
    </message>
    <message>
        <source>In %1 the better answer wins %2 instead of %3 of the time: %4 pairs lost, %5 gained (McNemar %6, no change beyond chance).</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>在%1中，较好的回答在 %2 而非 %3 的情况下胜出：失去 %4 个偏好对，赢得 %5 个（McNemar %6，没有超出随机的变化）。</translation>
    </message>
    <message>
        <source>In Python, where you trust it, load it and save its tensors with torch.save() or numpy.savez().</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>如果您信任它，请在 Python 中加载，并用 torch.save() 或 numpy.savez() 保存其张量。</translation>
    </message>
    <message>
        <source>In Python, where you trust it: torch.save(torch.jit.load(&quot;model.pt&quot;).state_dict(), &quot;weights.pt&quot;).</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>如果您信任它，请在 Python 中执行：torch.save(torch.jit.load(&quot;model.pt&quot;).state_dict(), &quot;weights.pt&quot;)。</translation>
    </message>
    <message>
        <source>In Python, where you trust it: torch.save(torch.load(&quot;old.pt&quot;, map_location=&quot;cpu&quot;), &quot;new.pt&quot;) with a newer torch.</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>如果您信任它，请在 Python 中用较新的 torch 执行：torch.save(torch.load(&quot;old.pt&quot;, map_location=&quot;cpu&quot;), &quot;new.pt&quot;)。</translation>
    </message>
    <message>
        <source>Index that data set: `safer index --data NAME`.</source>
        <extracomment>core/workspace/audit_run.cpp</extracomment>
        <translation>请为该数据集建立索引：`safer index --data NAME`。</translation>
    </message>
    <message>
        <source>Indexing pairs</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>正在为偏好对建立索引</translation>
    </message>
    <message>
        <source>Integrated gradients need at least one step.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>积分梯度至少需要一步。</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <extracomment>app/cli/evaluate_model.cpp</extracomment>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>Invalid job id</source>
        <extracomment>core/jobs/slurm_cancel.cpp</extracomment>
        <translation>无效的任务编号</translation>
    </message>
    <message>
        <source>Is it the Slurm command of that name?</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>它是同名的 Slurm 命令吗？</translation>
    </message>
    <message>
        <source>Is there room on the disk?</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>磁盘空间是否足够？</translation>
    </message>
    <message>
        <source>It belongs to another user; ask them to stop it.</source>
        <extracomment>core/jobs/worker_identity.cpp</extracomment>
        <translation>它属于另一个用户；请让其停止它。</translation>
    </message>
    <message>
        <source>It changes features, and whether and how strongly a feature fires depends on the token; no constant weight does that.</source>
        <extracomment>core/causal/steering_foldability.cpp</extracomment>
        <translation>它更改特征，而特征是否激活及强度取决于词元；固定权重做不到这一点。</translation>
    </message>
    <message>
        <source>It explains less than a tenth of the variance at sentence ends (FVU %1): another layer, another model, or activations that fine-tuning has moved far away.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>在句末只解释了不到十分之一的方差（FVU %1）：层或模型不同，或微调使激活偏移很远。</translation>
    </message>
    <message>
        <source>It explains less than a tenth of the variance over all tokens (FVU %1): another layer, another model, or activations that fine-tuning has moved far away.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>在所有词元上只解释了不到十分之一的方差（FVU %1）：层或模型不同，或微调使激活偏移很远。</translation>
    </message>
    <message>
        <source>It failed %1 times; the next try is possible in %2 s. %3</source>
        <extracomment>ui/bridge/engine_client.cpp</extracomment>
        <translation>已失败 %1 次；%2 秒后可再次尝试。%3</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>它有 %1。</translation>
    </message>
    <message>
        <source>It has none at all.</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>它一个也没有。</translation>
    </message>
    <message>
        <source>It holds an adapter (adapter_config.json): merge it into its base model first.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>其中是适配器（adapter_config.json）：请先将其合并到基础模型。</translation>
    </message>
    <message>
        <source>It is applied at some tokens only (%1), but a weight acts at all of them.</source>
        <extracomment>core/causal/steering_foldability.cpp</extracomment>
        <translation>它只作用于部分词元（%1），而权重作用于所有词元。</translation>
    </message>
    <message>
        <source>It is installed beside this program; SAFER_PROGRAM can name another place.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>它安装在本程序旁边；也可用 SAFER_PROGRAM 指定其他位置。</translation>
    </message>
    <message>
        <source>It is neither in tokenizer.model nor in added_tokens.json or tokenizer_config.json.</source>
        <extracomment>core/text/sentencepiece_loader.cpp</extracomment>
        <translation>它既不在 tokenizer.model 中，也不在 added_tokens.json 或 tokenizer_config.json 中。</translation>
    </message>
    <message>
        <source>It is not clear which data set is meant.</source>
        <extracomment>core/workspace/pair_signals.cpp</extracomment>
        <translation>不清楚指的是哪个数据集。</translation>
    </message>
    <message>
        <source>It is not clear which data set is to be measured.</source>
        <extracomment>core/workspace/causal_run.cpp</extracomment>
        <translation>不清楚要测量哪个数据集。</translation>
    </message>
    <message>
        <source>It is not clear which data set the models are to be evaluated on.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>不清楚要在哪个数据集上评估模型。</translation>
    </message>
    <message>
        <source>It is not clear which data set the models are to be trained on.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>不清楚要在哪个数据集上训练模型。</translation>
    </message>
    <message>
        <source>It is not known which model the sweep&apos;s models are to start from.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>不清楚扫描实验的模型应从哪个模型开始训练。</translation>
    </message>
    <message>
        <source>It is one of openai, azure and lexical.</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>可选 openai、azure 和 lexical。</translation>
    </message>
    <message>
        <source>It knows train-rm, train-sae, index, evaluate, rate, causal and map.</source>
        <extracomment>core/jobs/run_spec.cpp</extracomment>
        <translation>已知的有 train-rm、train-sae、index、evaluate、rate、causal 和 map。</translation>
    </message>
    <message>
        <source>It knows {{contexts}}, {{count}}, {{feature}}, {{open}}, {{close}} and {{boundary}}.</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>可用的有 {{contexts}}、{{count}}、{{feature}}、{{open}}、{{close}} 和 {{boundary}}。</translation>
    </message>
    <message>
        <source>It may come from a newer Saferscope.</source>
        <extracomment>core/workspace/pair_lists.cpp</extracomment>
        <translation>它可能来自更新版本的 Saferscope。</translation>
    </message>
    <message>
        <source>It replaces the activations by the SAE&apos;s reconstruction, which no constant weight does.</source>
        <extracomment>core/causal/steering_foldability.cpp</extracomment>
        <translation>它用 SAE 的重构替换激活，固定权重做不到这一点。</translation>
    </message>
    <message>
        <source>It takes at least %1; the disk has %2 left, of which your quota allows less.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>至少需要 %1；磁盘剩余 %2，而您的配额允许的更少。</translation>
    </message>
    <message>
        <source>It takes at least %1; the disk has %2 left.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>至少需要 %1；磁盘剩余 %2。</translation>
    </message>
    <message>
        <source>It wants SAFER&apos;s interpret.json, delphi&apos;s folder of explanations, or Neuronpedia&apos;s batch-N.jsonl.gz.</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>需要 SAFER 的 interpret.json、delphi 的解释文件夹，或 Neuronpedia 的 batch-N.jsonl.gz。</translation>
    </message>
    <message>
        <source>It wants files like layers.12_latent34.txt (delphi) or batch-0.jsonl.gz (Neuronpedia).</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>需要 layers.12_latent34.txt（delphi）或 batch-0.jsonl.gz（Neuronpedia）之类的文件。</translation>
    </message>
    <message>
        <source>It was made by a newer Saferscope: use that one to run it.</source>
        <extracomment>core/jobs/run_spec.cpp</extracomment>
        <translation>它由更新版本的 Saferscope 创建：请用该版本运行。</translation>
    </message>
    <message>
        <source>It was not measured on real activations: whether it fits the model is not known.</source>
        <extracomment>app/cli/sae_report.cpp</extracomment>
        <translation>没有用真实激活测量：是否与模型匹配尚不清楚。</translation>
    </message>
    <message>
        <source>It was removed meanwhile, or the workspace database is damaged: import it again.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>它已被删除，或工作区数据库已损坏：请重新导入。</translation>
    </message>
    <message>
        <source>It was trained on %1 rank so far and is now on %2: sums differ in their last digits from those of an undisturbed run.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>此前在 %1 个进程上训练，现在为 %2 个：求和结果的末位会与未中断的运行不同。</translation>
    </message>
    <message>
        <source>It was trained on %1 ranks so far and is now on %2: sums differ in their last digits from those of an undisturbed run.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>此前在 %1 个进程上训练，现在为 %2 个：求和结果的末位会与未中断的运行不同。</translation>
    </message>
    <message>
        <source>It was trained on sentence ends only, and the layout has no place to say so: on other tokens its latents mean less.</source>
        <extracomment>core/sae/export_form.cpp</extracomment>
        <translation>它只在句末上训练，而该格式无法记录这一点：在其他词元上其隐变量的意义较小。</translation>
    </message>
    <message>
        <source>It was written by another version or variant; leaving the tensor out would change what is computed.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>它由其他版本或变体写出；省略该张量会改变计算结果。</translation>
    </message>
    <message>
        <source>It would add nothing to a score; leave it out.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>它对分数没有贡献；请去掉。</translation>
    </message>
    <message>
        <source>Its directions are not of norm 1, and some versions of the library multiply latents by that norm; the reconstruction is the same.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>其方向的范数不为 1，该库的某些版本会将隐变量乘以该范数；重构结果相同。</translation>
    </message>
    <message>
        <source>Its folder was changed or is damaged; train it again.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>其文件夹已被更改或已损坏；请重新训练。</translation>
    </message>
    <message>
        <source>Its log.txt and slurm-*.txt beside the job script may say why.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>其 log.txt 和任务脚本旁的 slurm-*.txt 可能说明原因。</translation>
    </message>
    <message>
        <source>Its log.txt may say why.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>其 log.txt 可能说明原因。</translation>
    </message>
    <message>
        <source>Its log.txt may say why; memory that ran out is the usual cause. Then retry the run.</source>
        <extracomment>core/jobs/queue_runner.cpp</extracomment>
        <translation>log.txt 可能说明原因；通常是内存不足。之后请重试该运行。</translation>
    </message>
    <message>
        <source>Its reconstruction is not a finite number at sentence ends: the weights are damaged, or the activations overflow.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>句末的重构不是有限数值：权重已损坏，或激活溢出。</translation>
    </message>
    <message>
        <source>Its reconstruction is not a finite number over all tokens: the weights are damaged, or the activations overflow.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>所有词元上的重构不是有限数值：权重已损坏，或激活溢出。</translation>
    </message>
    <message>
        <source>Its reconstruction is worse than the mean activation at sentence ends (FVU %1): it was trained on another model or layer, or its input was normalised in another way.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>句末的重构比平均激活还差（FVU %1）：它是在另一个模型或层上训练的，或其输入的归一化方式不同。</translation>
    </message>
    <message>
        <source>Its reconstruction is worse than the mean activation over all tokens (FVU %1): it was trained on another model or layer, or its input was normalised in another way.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>所有词元上的重构比平均激活还差（FVU %1）：它是在另一个模型或层上训练的，或其输入的归一化方式不同。</translation>
    </message>
    <message>
        <source>Its splits: %1.</source>
        <extracomment>core/exports/pair_dataset.cpp</extracomment>
        <translation>其划分：%1。</translation>
    </message>
    <message>
        <source>Its weights were removed once it was evaluated; a sweep with --keep-models keeps them.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>评估后其权重已删除；使用 --keep-models 的扫描实验会保留权重。</translation>
    </message>
    <message>
        <source>Its worker.json is missing or damaged; wait for the run to end.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>其 worker.json 缺失或已损坏；请等待运行结束。</translation>
    </message>
    <message>
        <source>Known are partition, account, qos, gpus, gres, cpus, memory, time, max_parallel, warn_seconds, grace_seconds, prefix, safer_program, modules, extra and program_folder.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>已知的有 partition、account、qos、gpus、gres、cpus、memory、time、max_parallel、warn_seconds、grace_seconds、prefix、safer_program、modules、extra 和 program_folder。</translation>
    </message>
    <message>
        <source>Layers are numbered 0 (embeddings) to the number of blocks.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>层号从 0（嵌入）到块数。</translation>
    </message>
    <message>
        <source>Layout</source>
        <extracomment>app/cli/sae_report.cpp</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Layouts that keep what it computes: %1.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>能保持其计算结果的格式：%1。</translation>
    </message>
    <message>
        <source>Learning tokens</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>正在学习词元</translation>
    </message>
    <message>
        <source>Leave it out; see the other settings.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请省略它；参见其他设置。</translation>
    </message>
    <message>
        <source>Leave k out.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>请省略 k。</translation>
    </message>
    <message>
        <source>Leave k out: the files know it.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>请省略 k：文件中已有。</translation>
    </message>
    <message>
        <source>Leave one dependency out.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>请去掉一个依赖。</translation>
    </message>
    <message>
        <source>Leave the hook out: it follows from the layer.</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>请省略 hook：它由层号决定。</translation>
    </message>
    <message>
        <source>Leave the id empty, and a new one is made.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>请将标识留空，会生成新的标识。</translation>
    </message>
    <message>
        <source>Leave the layer out: the files know it.</source>
        <extracomment>core/sae/import_finish.cpp</extracomment>
        <translation>请省略层号：文件中已有。</translation>
    </message>
    <message>
        <source>Left out of the comparison: %1 pairs that the baseline lacks and %2 that only it has.</source>
        <extracomment>core/experiments/evaluation_report.cpp</extracomment>
        <translation>未纳入比较：基线缺少的 %1 个偏好对，以及只有基线才有的 %2 个。</translation>
    </message>
    <message>
        <source>Let a judge explain them with `safer rate`, or name them with `safer ratings add --label`.</source>
        <extracomment>core/exports/delphi.cpp</extracomment>
        <translation>请用 `safer rate` 让评判模型解释，或用 `safer ratings add --label` 命名。</translation>
    </message>
    <message>
        <source>Let the name end in .csv, .tsv or .jsonl.</source>
        <extracomment>core/exports/table_writer.cpp</extracomment>
        <translation>文件名须以 .csv、.tsv 或 .jsonl 结尾。</translation>
    </message>
    <message>
        <source>Line %1 of %2</source>
        <extracomment>core/data/rating_file.cpp</extracomment>
        <translation>%2 第 %1 行</translation>
    </message>
    <message>
        <source>Line %1 of %2: %3.</source>
        <extracomment>core/data/rating_csv.cpp</extracomment>
        <translation>%2 第 %1 行：%3。</translation>
    </message>
    <message>
        <source>Load it in Python and save its weights again with torch.save().</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>请在 Python 中加载，并用 torch.save() 重新保存其权重。</translation>
    </message>
    <message>
        <source>Load it in Python on an ordinary machine and save it again.</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>请在普通机器上用 Python 加载并重新保存。</translation>
    </message>
    <message>
        <source>Look at the health of that disk.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>请检查该磁盘的状况。</translation>
    </message>
    <message>
        <source>Look at the meta data of the pairs, or leave --truth out.</source>
        <extracomment>core/workspace/audit_truth.cpp</extracomment>
        <translation>请查看偏好对的元数据，或省略 --truth。</translation>
    </message>
    <message>
        <source>Look into %1.</source>
        <extracomment>core/jobs/worker_identity.cpp</extracomment>
        <translation>请查看 %1。</translation>
    </message>
    <message>
        <source>Looking for relatives</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>正在查找相近特征</translation>
    </message>
    <message>
        <source>Lower the learning rate and start again from the last checkpoint.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>请降低学习率，从最后的检查点重新开始。</translation>
    </message>
    <message>
        <source>Lower the learning rate, or check the model, and start again.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>请降低学习率，或检查模型，然后重新开始。</translation>
    </message>
    <message>
        <source>Lower the learning rate, or check the starting weights, and start again.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>请降低学习率，或检查初始权重，然后重新开始。</translation>
    </message>
    <message>
        <source>Make a copy of the workspace, or repair it: `safer workspace repair`.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>请复制一份工作区，或进行修复：`safer workspace repair`。</translation>
    </message>
    <message>
        <source>Make it first, or choose another place with --output.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>请先创建它，或用 --output 选择其他位置。</translation>
    </message>
    <message>
        <source>Make one with `safer index`.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>请用 `safer index` 建立一个。</translation>
    </message>
    <message>
        <source>Make one with `safer plan --output FILE`.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>请用 `safer plan --output FILE` 生成一个。</translation>
    </message>
    <message>
        <source>Make room on the disk; what was written before is kept.</source>
        <extracomment>core/judge/line_log.cpp</extracomment>
        <translation>请释放磁盘空间；之前写入的内容会保留。</translation>
    </message>
    <message>
        <source>Make the folder evaluations of the workspace writable.</source>
        <extracomment>core/workspace/run_adoption.cpp</extracomment>
        <translation>请使工作区的 evaluations 文件夹可写。</translation>
    </message>
    <message>
        <source>Make the map again with `safer map`.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>请用 `safer map` 重新生成特征图。</translation>
    </message>
    <message>
        <source>Make the plan again; nothing was changed.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>请重新制定计划；未作任何更改。</translation>
    </message>
    <message>
        <source>Make the set again for this index.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>请为此索引重新创建特征集。</translation>
    </message>
    <message>
        <source>Making the data set &quot;%1&quot; was stopped; nothing was kept.</source>
        <extracomment>core/workspace/workspace_manifests.cpp</extracomment>
        <translation>创建数据集“%1”已停止；未保留任何内容。</translation>
    </message>
    <message>
        <source>Making the map was stopped.</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>生成特征图已停止。</translation>
    </message>
    <message>
        <source>Maps are planned by planFeatureMapRun().</source>
        <extracomment>ui/bridge/job_request.cpp</extracomment>
        <translation>特征图由 planFeatureMapRun() 计划。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <extracomment>core/engine/engine_survey.cpp</extracomment>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Measuring the SAE</source>
        <extracomment>core/training/sae_evaluation.cpp</extracomment>
        <translation>正在测量 SAE</translation>
    </message>
    <message>
        <source>Measuring the trained SAE: its reconstruction is not a finite number (%1). %2</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>测量训练好的 SAE：其重构不是有限数值（%1）。%2</translation>
    </message>
    <message>
        <source>Measuring the trained SAE: its reconstruction is not a finite number%1. %2</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>测量训练后的 SAE：其重构不是有限数值%1。%2</translation>
    </message>
    <message>
        <source>Memory ran out.</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Memory ran out: %1</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>内存不足：%1</translation>
    </message>
    <message>
        <source>Memory ran out: Slurm ended Slurm job %1.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>内存不足：Slurm 结束了任务 %1。</translation>
    </message>
    <message>
        <source>Memory ran out: no more threads can be started.</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>内存不足：无法再启动线程。</translation>
    </message>
    <message>
        <source>Merge the adapter into its base model (PEFT: merge_and_unload) and save the result.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>请将适配器合并到其基础模型（PEFT：merge_and_unload）并保存结果。</translation>
    </message>
    <message>
        <source>Message lists (messages) can hold it.</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>消息列表（messages）可以容纳它。</translation>
    </message>
    <message>
        <source>Methods are gradient and integrated-gradients.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>方法有 gradient 和 integrated-gradients。</translation>
    </message>
    <message>
        <source>More than %1 MiB of single answers in %2 wait for an answer of the other kind.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>%2 中有超过 %1 MiB 的单个回答在等待另一类的回答。</translation>
    </message>
    <message>
        <source>Most changed: %1. The margins of the other sections change by at most %2 (the widest 95 % bound), %3 of that.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>变化最大：%1。其他类别的奖励差最多变化 %2（最宽的 95% 界限），为其 %3。</translation>
    </message>
    <message>
        <source>Most changed: %1. The other section&apos;s margin changes by at most %2 (the widest 95 % bound), %3 of that.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>变化最大：%1。另一类别的奖励差最多变化 %2（最宽的 95% 界限），为其 %3。</translation>
    </message>
    <message>
        <source>Move that folder away and try again.</source>
        <extracomment>core/workspace/run_adoption.cpp</extracomment>
        <translation>请移走那个文件夹后重试。</translation>
    </message>
    <message>
        <source>Move those of the SAE&apos;s layer into a folder of their own.</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>请将该 SAE 所在层的文件移到单独的文件夹。</translation>
    </message>
    <message>
        <source>NFC, NFD, NFKC, NFKD, Replace, Prepend, Lowercase, Strip, StripAccents and sequences of them are read.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>可读取 NFC、NFD、NFKC、NFKD、Replace、Prepend、Lowercase、Strip、StripAccents 及其组合。</translation>
    </message>
    <message>
        <source>Name a set of features, or ask for single features only.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>请指定特征集，或只要求单个特征。</translation>
    </message>
    <message>
        <source>Name each feature once.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>每个特征只能指定一次。</translation>
    </message>
    <message>
        <source>Name each once.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>每项只能列出一次。</translation>
    </message>
    <message>
        <source>Name it in one of the two lists.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>请只在两个列表之一中列出。</translation>
    </message>
    <message>
        <source>Name one with --data NAME.</source>
        <extracomment>core/workspace/causal_run.cpp</extracomment>
        <translation>请用 --data NAME 指定一个。</translation>
    </message>
    <message>
        <source>Name one with --dataset: %1.</source>
        <extracomment>app/cli/export_pairs.cpp</extracomment>
        <translation>请用 --dataset 指定一个：%1。</translation>
    </message>
    <message>
        <source>Name one with --eval NAME.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>请用 --eval NAME 指定一个。</translation>
    </message>
    <message>
        <source>Name the data set as it was before it was changed.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>请指定更改之前的数据集。</translation>
    </message>
    <message>
        <source>Name the features to compare with.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>请指定用于比较的特征。</translation>
    </message>
    <message>
        <source>Name the model to ask; for Azure the deployment.</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>请指定要询问的模型；Azure 则为部署名称。</translation>
    </message>
    <message>
        <source>Name the set&apos;s own index with --index, or make the set again.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>请用 --index 指定该特征集自己的索引，或重新创建特征集。</translation>
    </message>
    <message>
        <source>No SAE was opened with the model, so there are no features to change.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>没有随模型打开 SAE，因此没有可更改的特征。</translation>
    </message>
    <message>
        <source>No context was written: the lists of activations are empty.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>没有写入上下文：激活列表为空。</translation>
    </message>
    <message>
        <source>No feature index is open.</source>
        <extracomment>ui/causal/pair_lab.cpp</extracomment>
        <translation>没有打开特征索引。</translation>
    </message>
    <message>
        <source>No feature is named that could be changed.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>没有指定可更改的特征。</translation>
    </message>
    <message>
        <source>No feature is named.</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>没有指定特征。</translation>
    </message>
    <message>
        <source>No feature of the index &quot;%1&quot; has a name or explanation.</source>
        <extracomment>core/exports/delphi.cpp</extracomment>
        <translation>索引“%1”中没有特征具有名称或解释。</translation>
    </message>
    <message>
        <source>No model is open that could be asked.</source>
        <extracomment>ui/bridge/engine_client.cpp</extracomment>
        <translation>没有打开可供询问的模型。</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>没有打开模型。</translation>
    </message>
    <message>
        <source>No model that can be read has so many; fetch it again.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>可读取的模型都没有这么多；请重新获取。</translation>
    </message>
    <message>
        <source>No pair of &quot;%1&quot; says by %2 whether its label is right.</source>
        <extracomment>core/workspace/audit_truth.cpp</extracomment>
        <translation>“%1”中没有偏好对用 %2 说明其标签是否正确。</translation>
    </message>
    <message>
        <source>No pair of the baseline has the id of a pair here: nothing was compared.</source>
        <extracomment>core/experiments/evaluation_report.cpp</extracomment>
        <translation>基线中没有偏好对与此处的标识相同：未作比较。</translation>
    </message>
    <message>
        <source>No pair of the data set &quot;%1&quot; is of the split &quot;%2&quot;.</source>
        <extracomment>core/exports/pair_dataset.cpp</extracomment>
        <translation>数据集“%1”中没有属于划分“%2”的偏好对。</translation>
    </message>
    <message>
        <source>No pairs are held out: the last weights are kept, and their accuracy is not known.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>没有留出偏好对：保留最后的权重，其准确率未知。</translation>
    </message>
    <message>
        <source>No pairs are held out: the quality is that on training pairs.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>没有留出偏好对：质量是在训练偏好对上测得的。</translation>
    </message>
    <message>
        <source>No pipe could be made:</source>
        <extracomment>core/engine/engine_service.cpp</extracomment>
        <translation>无法创建管道：</translation>
    </message>
    <message>
        <source>No pipe could be made: %1</source>
        <extracomment>core/engine/engine_service.cpp</extracomment>
        <translation>无法建立管道：%1</translation>
    </message>
    <message>
        <source>No profile is selected.</source>
        <extracomment>ui/causal/steering_panel_acts.cpp</extracomment>
        <translation>没有选择配置。</translation>
    </message>
    <message>
        <source>No run.</source>
        <extracomment>ui/experiments/sweep_choices.cpp</extracomment>
        <translation>没有运行。</translation>
    </message>
    <message>
        <source>No tokenizer needs that; such a pattern can take time without end.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>没有分词器需要这样做；这种模式可能耗时无穷。</translation>
    </message>
    <message>
        <source>No training of the workspace has measured anything yet.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>工作区中还没有任何训练测得数据。</translation>
    </message>
    <message>
        <source>No two of the %1 records of %2 make a pair.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>%2 的 %1 条记录中没有两条能组成偏好对。</translation>
    </message>
    <message>
        <source>No weight of it is to blame: its numbers overflow.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>并非权重的问题：数值溢出了。</translation>
    </message>
    <message>
        <source>No workspace is open.</source>
        <extracomment>ui/causal/steering_panel_acts.cpp</extracomment>
        <translation>没有打开工作区。</translation>
    </message>
    <message>
        <source>Nobody has rated a feature yet; the file is empty.</source>
        <extracomment>core/exports/ratings_export.cpp</extracomment>
        <translation>还没有人对特征评分；文件为空。</translation>
    </message>
    <message>
        <source>Nobody is named as the rater.</source>
        <extracomment>ui/bridge/session_ratings.cpp</extracomment>
        <translation>没有指定评分者。</translation>
    </message>
    <message>
        <source>None of its latents is ever active at sentence ends: wrong layer or model, or thresholds for an input that was scaled in another way.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>句末没有任何隐变量激活：层或模型有误，或阈值对应的输入缩放方式不同。</translation>
    </message>
    <message>
        <source>None of its latents is ever active over all tokens: wrong layer or model, or thresholds for an input that was scaled in another way.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>所有词元上没有任何隐变量激活：层或模型有误，或阈值对应的输入缩放方式不同。</translation>
    </message>
    <message>
        <source>Not evaluated yet: %1.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>尚未评估：%1。</translation>
    </message>
    <message>
        <source>Not kept: %1 and further members.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>未保留：%1 及其他字段。</translation>
    </message>
    <message>
        <source>Not kept: %1.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>未保留：%1。</translation>
    </message>
    <message>
        <source>Not one of Saferscope&apos;s tables is left in it.</source>
        <extracomment>core/storage/salvage_source.cpp</extracomment>
        <translation>其中已没有任何 Saferscope 的表。</translation>
    </message>
    <message>
        <source>Not one of the %1 records of %2 is a usable pair; the first (%3): %4.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>%2 的 %1 条记录中没有可用的偏好对；第一条（%3）：%4。</translation>
    </message>
    <message>
        <source>Not one of the %1 records of %2 is a usable pair; the first (line %3): %4.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>%2 的 %1 条记录中没有可用的偏好对；第一条（第 %3 行）：%4。</translation>
    </message>
    <message>
        <source>Nothing else is opened in a folder of files; fetch or copy it again.</source>
        <extracomment>core/base/folder_file.cpp</extracomment>
        <translation>文件夹中的其他内容不会被打开；请重新下载或复制。</translation>
    </message>
    <message>
        <source>Nothing says that pairs of &quot;%1&quot; were flipped by Saferscope.</source>
        <extracomment>core/workspace/audit_truth.cpp</extracomment>
        <translation>没有信息表明“%1”的偏好对被 Saferscope 翻转过。</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>未导入任何内容。</translation>
    </message>
    <message>
        <source>Nothing was imported. %1</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>未导入任何内容。%1</translation>
    </message>
    <message>
        <source>NumPy has no bfloat16; write it as float32</source>
        <extracomment>core/tensor/numpy_writer.cpp</extracomment>
        <translation>NumPy 没有 bfloat16；请以 float32 写出</translation>
    </message>
    <message>
        <source>One of the two is wrong; what the weights mean would be a guess.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>两者中有一个错误；权重的含义只能猜测。</translation>
    </message>
    <message>
        <source>Only %1 of %2 features ever fire and have a direction; a map needs at least 4.</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>%2 个特征中只有 %1 个会激活并有方向；特征图至少需要 4 个。</translation>
    </message>
    <message>
        <source>Only %1 other features ever fire: too few for %2 different control sets of %3.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>只有 %1 个其他特征会激活：不足以构成 %2 个大小为 %3 的不同对照集。</translation>
    </message>
    <message>
        <source>Only SAEs of the residual stream are read; look for one of a block&apos;s output (resid_post).</source>
        <extracomment>core/sae/hook_layer.cpp</extracomment>
        <translation>只读取残差流的 SAE；请寻找块输出（resid_post）的 SAE。</translation>
    </message>
    <message>
        <source>Only ablate goes without one.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>只有 ablate 不需要它。</translation>
    </message>
    <message>
        <source>Open a reward model first.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>请先打开奖励模型。</translation>
    </message>
    <message>
        <source>Open it instead.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>请直接打开它。</translation>
    </message>
    <message>
        <source>Open it with the newer Saferscope that wrote it.</source>
        <extracomment>core/sae/sae_config_file.cpp</extracomment>
        <translation>请用写出它的更新版本 Saferscope 打开。</translation>
    </message>
    <message>
        <source>OpenAI&apos;s Autoencoder</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>OpenAI 的 Autoencoder</translation>
    </message>
    <message>
        <source>Operations are ablate, scale, clamp and add.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>操作有 ablate、scale、clamp 和 add。</translation>
    </message>
    <message>
        <source>Out of memory while decompressing %1.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>解压 %1 时内存不足。</translation>
    </message>
    <message>
        <source>Pair &quot;%1&quot; cannot go into the index: %2.</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>偏好对“%1”无法写入索引：%2。</translation>
    </message>
    <message>
        <source>Pair &quot;%1&quot; has an answer that renders to no tokens.</source>
        <extracomment>core/features/pair_batches.cpp</extracomment>
        <translation>偏好对“%1”中有一个回答没有产生词元。</translation>
    </message>
    <message>
        <source>Pair &quot;%1&quot;: %2</source>
        <extracomment>core/training/training_pair.cpp</extracomment>
        <translation>偏好对“%1”：%2</translation>
    </message>
    <message>
        <source>Pair %1 (%2): %3</source>
        <extracomment>core/text/pair_encoder.cpp</extracomment>
        <translation>偏好对 %1（%2）：%3</translation>
    </message>
    <message>
        <source>Pair %1 cannot be written: %2.</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>无法写入偏好对 %1：%2。</translation>
    </message>
    <message>
        <source>Pair %1: %2</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>偏好对 %1：%2</translation>
    </message>
    <message>
        <source>Placing the features</source>
        <extracomment>core/features/feature_map_tsne.cpp</extracomment>
        <translation>正在排布特征</translation>
    </message>
    <message>
        <source>Plain tensors of whole numbers, booleans and real numbers of 16 to 64 bits are. In Python, convert it with .to(torch.float32) or .dequantize() and save it again.</source>
        <extracomment>core/tensor/pickle_globals.cpp</extracomment>
        <translation>可读取由整数、布尔值和 16 到 64 位实数组成的普通张量。请在 Python 中用 .to(torch.float32) 或 .dequantize() 转换后重新保存。</translation>
    </message>
    <message>
        <source>Planning the sweep was stopped.</source>
        <extracomment>core/workspace/sweep_plans.cpp</extracomment>
        <translation>扫描实验的规划已停止。</translation>
    </message>
    <message>
        <source>Poison</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>投毒</translation>
    </message>
    <message>
        <source>Positions are all, response, sentence-ends, prompt, chosen, rejected and A:B, joined by commas, or none alone.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>位置可为 all、response、sentence-ends、prompt、chosen、rejected 和 A:B，以逗号连接，或单独使用 none。</translation>
    </message>
    <message>
        <source>Preview the sweep again.</source>
        <extracomment>core/workspace/sweep_planner.cpp</extracomment>
        <translation>请重新预览该扫描实验。</translation>
    </message>
    <message>
        <source>Put the config.json of its training beside it.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>请将其训练时的 config.json 放在旁边。</translation>
    </message>
    <message>
        <source>Put the file itself there.</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>请放入文件本身。</translation>
    </message>
    <message>
        <source>Put the key into a variable such as OPENAI_API_KEY and give the variable&apos;s name.</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>请将密钥存入变量（如 OPENAI_API_KEY），并填写该变量名。</translation>
    </message>
    <message>
        <source>Put {{contexts}} into the [user] part.</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>请将 {{contexts}} 放入 [user] 部分。</translation>
    </message>
    <message>
        <source>Raise the time limit, or the warning before it.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>请提高时间限制，或提前预警。</translation>
    </message>
    <message>
        <source>Rank %1 has other %2 than rank 0.</source>
        <extracomment>core/training/process_group.cpp</extracomment>
        <translation>进程 %1 的 %2 与进程 0 不同。</translation>
    </message>
    <message>
        <source>Rates and weights are positive, bounds hold 1, and the share held out is between 0 and 1.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>学习率和权重须为正，界限须包含 1，留出比例在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>Rating failed:</source>
        <extracomment>core/judge/rate_features.cpp</extracomment>
        <translation>评分失败：</translation>
    </message>
    <message>
        <source>Rating runs are planned by planRatingRun().</source>
        <extracomment>ui/bridge/job_request.cpp</extracomment>
        <translation>评分运行由 planRatingRun() 计划。</translation>
    </message>
    <message>
        <source>Rating was stopped.</source>
        <extracomment>core/judge/rate_features.cpp</extracomment>
        <translation>评分已停止。</translation>
    </message>
    <message>
        <source>Ratings go from 1 to 5.</source>
        <extracomment>core/scoring/rule_parser.cpp</extracomment>
        <translation>评分为 1 到 5。</translation>
    </message>
    <message>
        <source>Ratings need at least 1 candidate feature and a measure of strength: &quot;contrast&quot;, &quot;normalised&quot; or &quot;effect&quot;.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>评分至少需要 1 个候选特征和一种强度度量：“contrast”“normalised”或“effect”。</translation>
    </message>
    <message>
        <source>Read the pair again.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>请重新读取该偏好对。</translation>
    </message>
    <message>
        <source>Read the sweep again.</source>
        <extracomment>core/experiments/sweep_table.cpp</extracomment>
        <translation>请重新读取该扫描实验。</translation>
    </message>
    <message>
        <source>Readers drop negative latents among the k, this SAE keeps them in the reconstruction: active latents are the same, and tokens with fewer than k positive latents are rebuilt a little differently.</source>
        <extracomment>core/sae/export_form.cpp</extracomment>
        <translation>读取程序会丢弃 k 个之中的负隐变量，而此 SAE 在重构中保留它们：激活的隐变量相同，正隐变量少于 k 个的词元重构略有不同。</translation>
    </message>
    <message>
        <source>Readers standardise with std + 1e-05 and map back by std alone, this SAE with std + %1 both ways: latents differ by a share of %2 / std of the token&apos;s activations, which hardly ever changes which are active.</source>
        <extracomment>core/sae/export_form.cpp</extracomment>
        <translation>读取程序以 std + 1e-05 标准化并仅以 std 还原，而此 SAE 在两个方向上都用 std + %1：隐变量相差的比例为 %2 / 该词元激活的 std，几乎不会改变哪些隐变量激活。</translation>
    </message>
    <message>
        <source>Readers standardise with std + 1e-05 and map back by std alone, this SAE with std + %1: latents differ by a share of %2 / std of the token&apos;s activations, which hardly ever changes which are active.</source>
        <extracomment>core/sae/export_form.cpp</extracomment>
        <translation>读取程序以 std + 1e-05 标准化并仅以 std 还原，而此 SAE 用 std + %1：隐变量相差的比例为 %2 / 该词元激活的 std，几乎不会改变哪些隐变量激活。</translation>
    </message>
    <message>
        <source>Readers treat the decoder&apos;s bias at the input in another way; it was folded into the encoder&apos;s bias, which gives the same latents up to rounding.</source>
        <extracomment>core/sae/export_form.cpp</extracomment>
        <translation>读取程序对输入处解码器偏置的处理不同；它已并入编码器偏置，除舍入外隐变量相同。</translation>
    </message>
    <message>
        <source>Reading pairs</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>正在读取偏好对</translation>
    </message>
    <message>
        <source>Reading text</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>Reading the backup</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>正在读取备份</translation>
    </message>
    <message>
        <source>Reading the backup back</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>正在回读备份</translation>
    </message>
    <message>
        <source>Remove %1.partial and start again.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>请删除 %1.partial 后重新开始。</translation>
    </message>
    <message>
        <source>Remove it from there.</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>请将其从那里移除。</translation>
    </message>
    <message>
        <source>Remove it to start anew.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>要重新开始，请将其删除。</translation>
    </message>
    <message>
        <source>Remove that folder and start again.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>请删除该文件夹后重新开始。</translation>
    </message>
    <message>
        <source>Remove the older run and measure again.</source>
        <extracomment>ui/causal/steering_measure.cpp</extracomment>
        <translation>请删除较早的运行后重新测量。</translation>
    </message>
    <message>
        <source>Remove the one that is not meant; which of them gives the reward would be a guess.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>请删除不需要的那个；由哪个给出奖励只能猜测。</translation>
    </message>
    <message>
        <source>Remove what does not belong to the workspace.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>请移除不属于工作区的内容。</translation>
    </message>
    <message>
        <source>Restart Saferscope; report this if it happens again.</source>
        <extracomment>ui/causal/pair_lab.cpp</extracomment>
        <translation>请重启 Saferscope；如再次发生请报告。</translation>
    </message>
    <message>
        <source>Restore a backup into a new folder: `safer workspace restore BACKUP FOLDER`.</source>
        <extracomment>core/workspace/workspace_repair.cpp</extracomment>
        <translation>请将备份恢复到新文件夹：`safer workspace restore BACKUP FOLDER`。</translation>
    </message>
    <message>
        <source>Restore into a new or an empty folder; nothing is ever overwritten.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>请恢复到新建的或空的文件夹；绝不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>Restore it from a backup with artifacts, or make it again.</source>
        <extracomment>core/workspace/workspace_check_files.cpp</extracomment>
        <translation>请从包含制品的备份中恢复，或重新生成。</translation>
    </message>
    <message>
        <source>Restore the sweep from a backup.</source>
        <extracomment>core/workspace/workspace_check_files.cpp</extracomment>
        <translation>请从备份恢复该扫描实验。</translation>
    </message>
    <message>
        <source>Restoring</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Results cannot be saved as &quot;%1&quot;.</source>
        <extracomment>ui/experiments/results_export.cpp</extracomment>
        <translation>结果不能保存为“%1”。</translation>
    </message>
    <message>
        <source>Resume it to go on where it was.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>请继续运行，从原处接着进行。</translation>
    </message>
    <message>
        <source>Resume the run to rate the rest.</source>
        <extracomment>app/cli/job_rate.cpp</extracomment>
        <translation>请继续运行以完成其余评分。</translation>
    </message>
    <message>
        <source>Resumed from step %1 of %2.%3</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>从第 %1 步继续，共 %2 步。%3</translation>
    </message>
    <message>
        <source>Resumed from step %1.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>从第 %1 步继续。</translation>
    </message>
    <message>
        <source>Retry it to run it after all.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>如仍要运行，请重试。</translation>
    </message>
    <message>
        <source>Retry it when it has ended.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>请在其结束后重试。</translation>
    </message>
    <message>
        <source>Reward model training: &quot;%1&quot; must be %2.</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>奖励模型训练：“%1”必须为%2。</translation>
    </message>
    <message>
        <source>Right and wrong labels lie too close together to be told apart.</source>
        <extracomment>core/experiments/prevalence.cpp</extracomment>
        <translation>正确与错误的标签过于接近，无法区分。</translation>
    </message>
    <message>
        <source>Run `safer demo` again to go on where it stopped.</source>
        <extracomment>app/cli/demo_stages.cpp</extracomment>
        <translation>请再次运行 `safer demo`，从中断处继续。</translation>
    </message>
    <message>
        <source>Run `safer demo` again.</source>
        <extracomment>app/cli/demo_stages.cpp</extracomment>
        <translation>请再次运行 `safer demo`。</translation>
    </message>
    <message>
        <source>Run it first.</source>
        <extracomment>app/cli/job_evaluate.cpp</extracomment>
        <translation>请先运行它。</translation>
    </message>
    <message>
        <source>Run the command again to start over.</source>
        <extracomment>app/cli/evaluate_model.cpp</extracomment>
        <translation>请再次运行该命令重新开始。</translation>
    </message>
    <message>
        <source>SAE training: &quot;%1&quot; must be %2.</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>SAE 训练：“%1”必须为%2。</translation>
    </message>
    <message>
        <source>SAFER_PROGRAM names</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>SAFER_PROGRAM 指定了</translation>
    </message>
    <message>
        <source>SAFER_PROGRAM names %1, which is not a program.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>SAFER_PROGRAM 指定的 %1 不是程序。</translation>
    </message>
    <message>
        <source>SQLite cannot read it:</source>
        <extracomment>core/storage/salvage_source.cpp</extracomment>
        <translation>SQLite 无法读取：</translation>
    </message>
    <message>
        <source>SQLite cannot read it: %1.</source>
        <extracomment>core/storage/salvage_source.cpp</extracomment>
        <translation>SQLite 无法读取：%1。</translation>
    </message>
    <message>
        <source>Saferscope reads reward models of the families</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>Saferscope 可读取的奖励模型系列有</translation>
    </message>
    <message>
        <source>Saferscope reads reward models of the families %1 in Hugging Face layout.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>Saferscope 读取 Hugging Face 格式的 %1 系列奖励模型。</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8.</source>
        <extracomment>core/data/rating_csv.cpp</extracomment>
        <translation>请另存为 UTF-8 编码的 CSV。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>请另存为 UTF-8。</translation>
    </message>
    <message>
        <source>Save it as plain numbers, e.g. array.astype(numpy.float32).</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>请保存为普通数字，例如 array.astype(numpy.float32)。</translation>
    </message>
    <message>
        <source>Save it for inference with SAELens.</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>请用 SAELens 将其保存为推理格式。</translation>
    </message>
    <message>
        <source>Save it in float32 or bfloat16.</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>请以 float32 或 bfloat16 保存。</translation>
    </message>
    <message>
        <source>Save it with Hugging Face&apos;s fast tokenizers, so that there is a tokenizer.json.</source>
        <extracomment>core/text/sentencepiece_loader.cpp</extracomment>
        <translation>请用 Hugging Face 的快速分词器保存，以生成 tokenizer.json。</translation>
    </message>
    <message>
        <source>Save the model with that turned off; order and margins stay the same up to a factor.</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>请关闭它后保存模型；次序和奖励差只相差一个系数。</translation>
    </message>
    <message>
        <source>Saving pairs</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>正在保存偏好对</translation>
    </message>
    <message>
        <source>Saving the pairs was stopped; nothing was kept.</source>
        <extracomment>core/storage/pair_staging.cpp</extracomment>
        <translation>保存偏好对已停止；未保留任何内容。</translation>
    </message>
    <message>
        <source>Say it with --layer N.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>请用 --layer N 指定。</translation>
    </message>
    <message>
        <source>Say which member holds what: --map &quot;prompt=…,chosen=…,rejected=…&quot;.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>请说明各字段的含义：--map &quot;prompt=…,chosen=…,rejected=…&quot;。</translation>
    </message>
    <message>
        <source>Scaled from %1 to %2 times, the set changes the mean margin of all pairs by %3 to %4: not in one direction over all doses.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>从 %1 倍缩放到 %2 倍时，该特征集使全部偏好对的平均奖励差变化 %3 到 %4：并非在所有剂量上方向一致。</translation>
    </message>
    <message>
        <source>Scaled from %1 to %2 times, the set changes the mean margin of all pairs by %3 to %4: the more, the higher.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>从 %1 倍缩放到 %2 倍时，该特征集使全部偏好对的平均奖励差变化 %3 到 %4：剂量越大越高。</translation>
    </message>
    <message>
        <source>Scaled from %1 to %2 times, the set changes the mean margin of all pairs by %3 to %4: the more, the lower.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>从 %1 倍缩放到 %2 倍时，该特征集使全部偏好对的平均奖励差变化 %3 到 %4：剂量越大越低。</translation>
    </message>
    <message>
        <source>Scoring was stopped.</source>
        <extracomment>ui/pages/pairs_page_scores.cpp</extracomment>
        <translation>计分已停止。</translation>
    </message>
    <message>
        <source>Seed %1 of %2 are missing.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>%2 的随机种子 %1 缺失。</translation>
    </message>
    <message>
        <source>Seed %1 of %2 is missing.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>%2 的随机种子 %1 缺失。</translation>
    </message>
    <message>
        <source>Seeds %1 of %2 are missing.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>%2 的随机种子 %1 缺失。</translation>
    </message>
    <message>
        <source>Seeds %1 of %2 is missing.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>%2 的随机种子 %1 缺失。</translation>
    </message>
    <message>
        <source>Set it to null in the file.</source>
        <extracomment>core/text/tokenizer_loader.cpp</extracomment>
        <translation>请在文件中将其设为 null。</translation>
    </message>
    <message>
        <source>Set it to the key alone.</source>
        <extracomment>core/judge/llm_client.cpp</extracomment>
        <translation>请将其只设为密钥本身。</translation>
    </message>
    <message>
        <source>Set it, name another variable, or use the offline judge &quot;lexical&quot;.</source>
        <extracomment>core/judge/llm_client.cpp</extracomment>
        <translation>请设置它，指定其他变量，或使用离线评判模型“lexical”。</translation>
    </message>
    <message>
        <source>Slurm did not cancel: %1.</source>
        <extracomment>core/jobs/slurm_cancel.cpp</extracomment>
        <translation>Slurm 未能取消：%1。</translation>
    </message>
    <message>
        <source>Slurm did not take the runs: %1</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>Slurm 没有接受这些运行：%1</translation>
    </message>
    <message>
        <source>Slurm does not know job %1 any more, and it left no result.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 已不认识任务 %1，且它没有留下结果。</translation>
    </message>
    <message>
        <source>Slurm job %1</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1</translation>
    </message>
    <message>
        <source>Slurm job %1 ended (%2) without a result.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 已结束（%2），没有结果。</translation>
    </message>
    <message>
        <source>Slurm job %1 ended (%2, %3) without a result.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 已结束（%2，%3），没有结果。</translation>
    </message>
    <message>
        <source>Slurm job %1 ended with exit code %2 and without a result.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 以退出码 %2 结束，没有结果。</translation>
    </message>
    <message>
        <source>Slurm job %1 found no program to run.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 找不到要运行的程序。</translation>
    </message>
    <message>
        <source>Slurm job %1 had to make room for another one.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 为其他任务让出了资源。</translation>
    </message>
    <message>
        <source>Slurm job %1 was cancelled in Slurm.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 已在 Slurm 中取消。</translation>
    </message>
    <message>
        <source>Slurm settings: %1</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>Slurm 设置：%1</translation>
    </message>
    <message>
        <source>Slurm&apos;s commands have to be installed here and found in PATH, or the Slurm settings name their folder.</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>此处须安装 Slurm 命令并能在 PATH 中找到，或在 Slurm 设置中指定其文件夹。</translation>
    </message>
    <message>
        <source>Sort the file by prompt, so that answers to the same prompt lie together.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>请按提示对文件排序，使同一提示的回答相邻。</translation>
    </message>
    <message>
        <source>Split it into documents.</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>请将其拆分为多个文档。</translation>
    </message>
    <message>
        <source>Split the file if it really is that large.</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>如果文件确实这么大，请将其拆分。</translation>
    </message>
    <message>
        <source>Start a new one.</source>
        <extracomment>ui/bridge/job_monitor.cpp</extracomment>
        <translation>请开始新的运行。</translation>
    </message>
    <message>
        <source>Start a new run to do the work again.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>要重做这项工作，请开始新的运行。</translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <extracomment>app/cli/job_index_of_run.cpp</extracomment>
        <translation>请开始新的运行。</translation>
    </message>
    <message>
        <source>Start from the built-in one: `safer rate --print-template`.</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>请以内置模板为起点：`safer rate --print-template`。</translation>
    </message>
    <message>
        <source>Start from what `safer ratings export --csv` writes.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>请以 `safer ratings export --csv` 写出的文件为起点。</translation>
    </message>
    <message>
        <source>Start it again to go on from there.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>请重新开始，从该处继续。</translation>
    </message>
    <message>
        <source>Start it again to make it anew.</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>请重新开始以重新生成。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>请重新开始。</translation>
    </message>
    <message>
        <source>Start this run in a new folder, or repeat the settings the checkpoint was made with.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>请在新文件夹中开始此运行，或使用生成该检查点时的设置。</translation>
    </message>
    <message>
        <source>Steer at layer 0, or steer while the model runs instead of changing its weights.</source>
        <extracomment>core/model/reward_model.cpp</extracomment>
        <translation>请在第 0 层引导，或在模型运行时引导而不更改权重。</translation>
    </message>
    <message>
        <source>Step %1 is not saved: &quot;%2&quot; holds NaN or infinite values.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>未保存第 %1 步：“%2”含有 NaN 或无穷值。</translation>
    </message>
    <message>
        <source>Stop it first, or wait for it.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>请先停止它，或等待其结束。</translation>
    </message>
    <message>
        <source>Stop it there.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>请在那里停止它。</translation>
    </message>
    <message>
        <source>Stopped while %1 was read; nothing was changed.</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>读取 %1 时停止；未作任何更改。</translation>
    </message>
    <message>
        <source>Stopped while tokenising.</source>
        <extracomment>core/training/training_pair.cpp</extracomment>
        <translation>分词时停止。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <extracomment>ui/experiments/sweep_actions.cpp</extracomment>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Submit both again.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>请重新提交这两个。</translation>
    </message>
    <message>
        <source>Submit both together, or wait until that has finished.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>请同时提交两者，或等待那一个完成。</translation>
    </message>
    <message>
        <source>Submit both together.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>请同时提交两者。</translation>
    </message>
    <message>
        <source>Submit it again to run it after all.</source>
        <extracomment>core/jobs/slurm_cancel.cpp</extracomment>
        <translation>如仍要运行，请重新提交。</translation>
    </message>
    <message>
        <source>Submit it again when that has finished.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>请在那一个完成后重新提交。</translation>
    </message>
    <message>
        <source>Submit it again: it goes on from its last checkpoint.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>请重新提交：它将从最后的检查点继续。</translation>
    </message>
    <message>
        <source>Such a pattern would split text differently than the tokenizer it was written for.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>这种模式切分文本的方式会与其原本所属的分词器不同。</translation>
    </message>
    <message>
        <source>Such a tokenizer cannot be used safely.</source>
        <extracomment>core/text/normalizer.cpp</extracomment>
        <translation>这样的分词器无法安全使用。</translation>
    </message>
    <message>
        <source>Summing features</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>正在汇总特征</translation>
    </message>
    <message>
        <source>Take a checkpoint from before its training broke.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>请使用训练出错之前的检查点。</translation>
    </message>
    <message>
        <source>Take a direction of this model.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>请使用此模型的方向。</translation>
    </message>
    <message>
        <source>Take a larger ratio.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>请使用更大的比例。</translation>
    </message>
    <message>
        <source>Take a rule with human in it, or the strategy safer.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>请使用含 human 的规则，或 safer 策略。</translation>
    </message>
    <message>
        <source>Take a short name without slashes and without a leading dot.</source>
        <extracomment>core/workspace/workspace_documents.cpp</extracomment>
        <translation>请使用简短的名称，不含斜杠，不以点开头。</translation>
    </message>
    <message>
        <source>Take a short plain name such as &quot;ann&quot; or &quot;gpt-4o&quot;.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>请使用简短的名称，例如“ann”或“gpt-4o”。</translation>
    </message>
    <message>
        <source>Take a smaller ratio, or index the whole data set.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>请使用更小的比例，或为整个数据集建立索引。</translation>
    </message>
    <message>
        <source>Take a smaller ratio.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>请使用更小的比例。</translation>
    </message>
    <message>
        <source>Take another backup. `safer workspace repair --from` can still use what is intact in its database.</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>请使用其他备份。`safer workspace repair --from` 仍可利用其数据库中完好的部分。</translation>
    </message>
    <message>
        <source>Take another backup; this one was damaged or made by something else.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>请使用其他备份；这一份已损坏或并非由本程序生成。</translation>
    </message>
    <message>
        <source>Take another copy of the model, or --dtype float32.%1</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>请换用模型的另一份副本，或使用 --dtype float32。%1</translation>
    </message>
    <message>
        <source>Take another name, or remove that one first.</source>
        <extracomment>core/workspace/workspace_documents.cpp</extracomment>
        <translation>请换一个名称，或先删除那一个。</translation>
    </message>
    <message>
        <source>Take another name, or remove that set first.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>请换一个名称，或先删除那个特征集。</translation>
    </message>
    <message>
        <source>Take fewer ratios, strategies or seeds.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>请减少比例、策略或随机种子的数量。</translation>
    </message>
    <message>
        <source>Take one from a folder gemma-scope-…-res/layer_N, or move it if the name misleads.</source>
        <extracomment>core/sae/import_gemma_scope.cpp</extracomment>
        <translation>请使用文件夹 gemma-scope-…-res/layer_N 中的 SAE；如果名称有误导，请移动它。</translation>
    </message>
    <message>
        <source>Take smaller values.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>请使用较小的值。</translation>
    </message>
    <message>
        <source>Take the line from another copy of the file; one edited by hand goes without &quot;hash&quot;.</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>请从文件的其他副本取该行；手动编辑的行不应带“hash”。</translation>
    </message>
    <message>
        <source>TemplateProcessing, ByteLevel and sequences of them are read.</source>
        <extracomment>core/text/post_processor.cpp</extracomment>
        <translation>可读取 TemplateProcessing、ByteLevel 及其组合。</translation>
    </message>
    <message>
        <source>Tensor %1 is in both %2 and %3 of %4.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>张量 %1 同时在 %4 的 %2 和 %3 中。</translation>
    </message>
    <message>
        <source>Tensor %1 is not aligned in its file.</source>
        <extracomment>core/tensor/mapped_tensor.cpp</extracomment>
        <translation>张量 %1 在文件中没有对齐。</translation>
    </message>
    <message>
        <source>TensorBoard keeps 32-bit numbers; the table (.csv) has all digits.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>TensorBoard 使用 32 位数；表格（.csv）保留全部位数。</translation>
    </message>
    <message>
        <source>Texts of up to 256 MiB are taken.</source>
        <extracomment>core/text/tokenizer.cpp</extracomment>
        <translation>最多接受 256 MiB 的文本。</translation>
    </message>
    <message>
        <source>That is more than is free, so the run may end for want of memory. %1</source>
        <extracomment>core/training/memory_check.cpp</extracomment>
        <translation>这超过了可用内存，运行可能因内存不足而终止。%1</translation>
    </message>
    <message>
        <source>The %1 that the index was made with is not in the workspace any more.</source>
        <extracomment>core/workspace/causal_run.cpp</extracomment>
        <translation>建立索引所用的 %1 已不在工作区中。</translation>
    </message>
    <message>
        <source>The SAE %1 does not say which layer it reads.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>SAE %1 没有说明它读取哪一层。</translation>
    </message>
    <message>
        <source>The SAE %1 reads activations of width %2, but the model %3 has width %4.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>SAE %1 读取宽度为 %2 的激活，而模型 %3 的宽度为 %4。</translation>
    </message>
    <message>
        <source>The SAE %1 reads layer %2, but the model %3 has only %4 blocks.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>SAE %1 读取第 %2 层，而模型 %3 只有 %4 个块。</translation>
    </message>
    <message>
        <source>The SAE does not say which layer of the model it reads.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>该 SAE 没有说明它读取模型的哪一层。</translation>
    </message>
    <message>
        <source>The SAE has no feature &quot;%1&quot;.</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>SAE 没有特征“%1”。</translation>
    </message>
    <message>
        <source>The SAE is damaged or its training has failed: load or train it again.</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>SAE 已损坏或训练失败：请重新加载或训练。</translation>
    </message>
    <message>
        <source>The SAE is not saved to %1: its %2 holds NaN or infinite values.</source>
        <extracomment>core/sae/sae_files.cpp</extracomment>
        <translation>未将 SAE 保存到 %1：其 %2 含有 NaN 或无穷值。</translation>
    </message>
    <message>
        <source>The SAE is not written to %1: some of its numbers are not finite.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>未将 SAE 写入 %1：其中有些数值不是有限的。</translation>
    </message>
    <message>
        <source>The SAE reads %1 values per token, the model has %2.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>SAE 每个词元读取 %1 个值，而模型有 %2 个。</translation>
    </message>
    <message>
        <source>The SAE reads activations of width %1, but the reward model&apos;s are %2 wide.</source>
        <extracomment>core/causal/causal_model.cpp</extracomment>
        <translation>SAE 读取宽度为 %1 的激活，而奖励模型的激活宽度为 %2。</translation>
    </message>
    <message>
        <source>The SAE reads layer %1, but the reward model has layers 0 to %2.</source>
        <extracomment>core/causal/causal_model.cpp</extracomment>
        <translation>SAE 读取第 %1 层，而奖励模型只有第 0 到 %2 层。</translation>
    </message>
    <message>
        <source>The SAE that the index was made with is not in the workspace any more.</source>
        <extracomment>core/workspace/feature_map_run.cpp</extracomment>
        <translation>建立索引所用的 SAE 已不在工作区中。</translation>
    </message>
    <message>
        <source>The Slurm controller may be busy or down; try again later.</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>Slurm 控制器可能繁忙或未运行；请稍后重试。</translation>
    </message>
    <message>
        <source>The answer</source>
        <extracomment>core/judge/answer.cpp</extracomment>
        <translation>回答</translation>
    </message>
    <message>
        <source>The arm &quot;%1&quot; has to change one feature.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>实验臂“%1”必须只更改一个特征。</translation>
    </message>
    <message>
        <source>The attribution was stopped.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>归因已停止。</translation>
    </message>
    <message>
        <source>The audit was stopped; nothing was changed.</source>
        <extracomment>core/workspace/audit_run.cpp</extracomment>
        <translation>审查已停止；未作任何更改。</translation>
    </message>
    <message>
        <source>The backup was stopped; nothing was kept.</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>备份已停止；未保留任何内容。</translation>
    </message>
    <message>
        <source>The backup&apos;s %1 reads back as something else; nothing was kept.</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>备份中的 %1 回读结果不一致；未保留任何内容。</translation>
    </message>
    <message>
        <source>The bars of the histogram are logarithmic: each is sqrt(2) times as wide as the one before.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>直方图的柱是对数刻度：每个宽度是前一个的 sqrt(2) 倍。</translation>
    </message>
    <message>
        <source>The baseline does not say with which preset it was made.</source>
        <extracomment>core/experiments/evaluation_report.cpp</extracomment>
        <translation>基线没有说明其所用的预设。</translation>
    </message>
    <message>
        <source>The best weights, of step %1, are gone from the checkpoints.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>第 %1 步的最佳权重已不在检查点中。</translation>
    </message>
    <message>
        <source>The built-in prompt template</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>内置提示模板</translation>
    </message>
    <message>
        <source>The chart could not be written to %1.</source>
        <extracomment>ui/charts/metric_chart.cpp</extracomment>
        <translation>无法将图表写入 %1。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <extracomment>core/workspace/workspace_check.cpp</extracomment>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>The checkpoint does not fit the SAE: &quot;%1&quot; is missing or of another shape.</source>
        <extracomment>core/training/sae_optimizer.cpp</extracomment>
        <translation>检查点与 SAE 不符：“%1”缺失或形状不同。</translation>
    </message>
    <message>
        <source>The checkpoint does not fit the model: &quot;%1&quot; is missing or of another shape.</source>
        <extracomment>core/training/adamw.cpp</extracomment>
        <translation>检查点与模型不符：“%1”缺失或形状不同。</translation>
    </message>
    <message>
        <source>The checkpoints are whole: smaller passes go on from the last one.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>检查点完好：较小的批次将从最后一个继续。</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; ends in a backslash.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>命令“%1”以反斜杠结尾。</translation>
    </message>
    <message>
        <source>The data set &quot;%1&quot; has %2 pairs instead of %3.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>数据集“%1”有 %2 个偏好对，而不是 %3 个。</translation>
    </message>
    <message>
        <source>The data set &quot;%1&quot; is another one than in the preview.</source>
        <extracomment>core/workspace/sweep_planner.cpp</extracomment>
        <translation>数据集“%1”与预览时的不同。</translation>
    </message>
    <message>
        <source>The data set “%1” that this index was made from is not in the workspace any more.</source>
        <extracomment>ui/causal/pair_lab.cpp</extracomment>
        <translation>建立此索引所用的数据集“%1”已不在工作区中。</translation>
    </message>
    <message>
        <source>The decoder direction of feature %1 has values that are not finite.</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>特征 %1 的解码方向含有非有限值。</translation>
    </message>
    <message>
        <source>The demo workspace has no index.</source>
        <extracomment>app/cli/demo_stages.cpp</extracomment>
        <translation>演示工作区没有索引。</translation>
    </message>
    <message>
        <source>The demo workspace is not complete.</source>
        <extracomment>app/cli/demo_stages.cpp</extracomment>
        <translation>演示工作区不完整。</translation>
    </message>
    <message>
        <source>The direction &quot;%1&quot; has %2 numbers, but the residual stream is %3 wide.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>方向“%1”有 %2 个数值，而残差流宽度为 %3。</translation>
    </message>
    <message>
        <source>The direction &quot;%1&quot; holds a number that is not finite.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>方向“%1”含有非有限数值。</translation>
    </message>
    <message>
        <source>The disk or a program damaged it; build the index again.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>磁盘或某个程序损坏了它；请重新建立索引。</translation>
    </message>
    <message>
        <source>The disk reports a fault: look at its health before you trust what it holds, or write elsewhere. Nothing that was there before has been changed.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>磁盘报告故障：在信任其内容之前请检查磁盘状况，或写到其他位置。原有内容未作更改。</translation>
    </message>
    <message>
        <source>The disk reports a fault: look at its health; what was written before is kept.</source>
        <extracomment>core/judge/line_log.cpp</extracomment>
        <translation>磁盘报告故障：请检查其状况；之前写入的内容会保留。</translation>
    </message>
    <message>
        <source>The engine no longer holds this pair.</source>
        <extracomment>core/engine/torch_engine.cpp</extracomment>
        <translation>引擎不再保留此偏好对。</translation>
    </message>
    <message>
        <source>The engine&apos;s input broke:</source>
        <extracomment>core/engine/engine_service.cpp</extracomment>
        <translation>引擎的输入中断：</translation>
    </message>
    <message>
        <source>The engine&apos;s input broke: %1</source>
        <extracomment>core/engine/engine_service.cpp</extracomment>
        <translation>引擎的输入中断：%1</translation>
    </message>
    <message>
        <source>The engine&apos;s output broke: %1</source>
        <extracomment>core/engine/engine_service.cpp</extracomment>
        <translation>引擎的输出中断：%1</translation>
    </message>
    <message>
        <source>The environment variable</source>
        <extracomment>core/training/rank_place.cpp</extracomment>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>The environment variable %1 is &quot;%2&quot;, not a number between %3 and %4.</source>
        <extracomment>core/training/rank_place.cpp</extracomment>
        <translation>环境变量 %1 为“%2”，不是 %3 到 %4 之间的数值。</translation>
    </message>
    <message>
        <source>The environment variable %1 is not set.</source>
        <extracomment>core/training/rank_place.cpp</extracomment>
        <translation>环境变量 %1 未设置。</translation>
    </message>
    <message>
        <source>The environment variable MASTER_ADDR is not set.</source>
        <extracomment>core/training/rank_place.cpp</extracomment>
        <translation>环境变量 MASTER_ADDR 未设置。</translation>
    </message>
    <message>
        <source>The evaluation after step %1</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>第 %1 步之后的评估</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <extracomment>app/cli/export_model.cpp</extracomment>
        <translation>导出已停止；未写入任何内容。</translation>
    </message>
    <message>
        <source>The feature set &quot;%1&quot;</source>
        <extracomment>core/storage/feature_set_store.cpp</extracomment>
        <translation>特征集“%1”</translation>
    </message>
    <message>
        <source>The file cannot be read:</source>
        <extracomment>ui/dialogs/mapping_probe.cpp</extracomment>
        <translation>无法读取文件：</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <extracomment>ui/dialogs/mapping_probe.cpp</extracomment>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>The file contradicts itself; download it again or save it anew with its own library.</source>
        <extracomment>core/text/added_tokens.cpp</extracomment>
        <translation>文件自相矛盾；请重新下载，或用其原有的库重新保存。</translation>
    </message>
    <message>
        <source>The file has no place for %1 and : its readers have to be told.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>文件中没有位置记录 %1 和 ：请告知读取者。</translation>
    </message>
    <message>
        <source>The file has no place for %1 and layer = %2: its readers have to be told.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>文件中没有位置记录 %1 和 layer = %2：请告知读取者。</translation>
    </message>
    <message>
        <source>The file has no place for %1: its readers have to be told.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>文件中没有位置记录 %1：请告知读取者。</translation>
    </message>
    <message>
        <source>The file has no place for %1layer = %2: its readers have to be told.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>文件中没有位置记录 %1layer = %2：请告知读取者。</translation>
    </message>
    <message>
        <source>The file has no records.</source>
        <extracomment>ui/dialogs/mapping_probe.cpp</extracomment>
        <translation>文件中没有记录。</translation>
    </message>
    <message>
        <source>The file is damaged or its training diverged; use an earlier checkpoint.</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>文件已损坏或训练已发散；请使用较早的检查点。</translation>
    </message>
    <message>
        <source>The file is not complete, or it is laid out in another way: name the layout (--layout).</source>
        <extracomment>core/sae/sae_weights.cpp</extracomment>
        <translation>文件不完整，或格式不同：请指定格式（--layout）。</translation>
    </message>
    <message>
        <source>The files hold %1 tensors that are not used, first %2.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>文件中有 %1 个未使用的张量，第一个是 %2。</translation>
    </message>
    <message>
        <source>The first row has to name the columns.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>第一行必须是列名。</translation>
    </message>
    <message>
        <source>The fit was stopped.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>拟合已停止。</translation>
    </message>
    <message>
        <source>The folder %1 is missing.</source>
        <extracomment>core/workspace/workspace_repair.cpp</extracomment>
        <translation>缺少文件夹 %1。</translation>
    </message>
    <message>
        <source>The folder %1 was missing and was made again.</source>
        <extracomment>core/workspace/workspace_repair.cpp</extracomment>
        <translation>文件夹 %1 缺失，已重新创建。</translation>
    </message>
    <message>
        <source>The folder holds explanations of several layers.</source>
        <extracomment>core/judge/rating_import.cpp</extracomment>
        <translation>该文件夹含有多个层的解释。</translation>
    </message>
    <message>
        <source>The folder of its</source>
        <extracomment>core/workspace/sweep_runs.cpp</extracomment>
        <translation>其文件夹：</translation>
    </message>
    <message>
        <source>The folder runs has to be on the same disk as the workspace.</source>
        <extracomment>core/workspace/run_adoption.cpp</extracomment>
        <translation>runs 文件夹必须与工作区位于同一磁盘。</translation>
    </message>
    <message>
        <source>The head&apos;s bias counts in the reward; Hugging Face&apos;s own class leaves it out, which moves all rewards by one number.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>头部的偏置计入奖励；Hugging Face 自带的类会省略它，使所有奖励平移一个常数。</translation>
    </message>
    <message>
        <source>The header of %1 cannot be read: %2.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>无法读取 %1 的表头：%2。</translation>
    </message>
    <message>
        <source>The header of %1 would be larger than the format allows.</source>
        <extracomment>core/tensor/safetensors_writer.cpp</extracomment>
        <translation>%1 的文件头会超过格式允许的大小。</translation>
    </message>
    <message>
        <source>The hook &quot;%1&quot; is residual stream %2, but this SAE reads %3.</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>hook“%1”是残差流 %2，而此 SAE 读取 %3。</translation>
    </message>
    <message>
        <source>The id %1 means another event in this workspace.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>标识 %1 在此工作区中指另一个事件。</translation>
    </message>
    <message>
        <source>The id %1 means two different events (of %2 and %3); one was left out.</source>
        <extracomment>core/data/rating_file.cpp</extracomment>
        <translation>标识 %1 指两个不同的事件（来自 %2 和 %3）；略去了一个。</translation>
    </message>
    <message>
        <source>The import of %1 was stopped; nothing was kept.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>%1 的导入已停止；未保留任何内容。</translation>
    </message>
    <message>
        <source>The index &quot;%1&quot; is not current. %2</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>索引“%1”不是最新的。%2</translation>
    </message>
    <message>
        <source>The index %1 belongs to another SAE now.</source>
        <extracomment>app/cli/job_index_of_run.cpp</extracomment>
        <translation>索引 %1 现在属于另一个 SAE。</translation>
    </message>
    <message>
        <source>The index build in %1 has all its pairs already.</source>
        <extracomment>core/features/index_writer.cpp</extracomment>
        <translation>%1 中的索引构建已包含全部偏好对。</translation>
    </message>
    <message>
        <source>The index has %1 features and the SAE %2.</source>
        <extracomment>app/cli/job_map.cpp</extracomment>
        <translation>索引有 %1 个特征，而 SAE 有 %2 个。</translation>
    </message>
    <message>
        <source>The index holds none of the pairs of &quot;%1&quot; as they are now.</source>
        <extracomment>core/workspace/audit_run.cpp</extracomment>
        <translation>索引中没有“%1”当前的任何偏好对。</translation>
    </message>
    <message>
        <source>The index holds only %1 trusted pairs of &quot;%2&quot; that are no part of &quot;%3&quot;.</source>
        <extracomment>core/workspace/audit_run.cpp</extracomment>
        <translation>索引中只有 %1 个来自“%2”且不属于“%3”的可信偏好对。</translation>
    </message>
    <message>
        <source>The index is damaged or was copied in part; build or copy it again.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>索引已损坏或只复制了一部分；请重新建立或复制。</translation>
    </message>
    <message>
        <source>The index mixes files of different builds; build it again.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>索引混入了不同次构建的文件；请重新建立。</translation>
    </message>
    <message>
        <source>The judge</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>评判模型</translation>
    </message>
    <message>
        <source>The judge&apos;s settings</source>
        <extracomment>core/workspace/rating_run.cpp</extracomment>
        <translation>评判模型的设置</translation>
    </message>
    <message>
        <source>The kept result &quot;%1&quot;</source>
        <extracomment>core/workspace/kept_results.cpp</extracomment>
        <translation>保留的结果“%1”</translation>
    </message>
    <message>
        <source>The last finite checkpoint is %1.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>最后一个数值有限的检查点是 %1。</translation>
    </message>
    <message>
        <source>The layer it reads is not known, so cfg.json names no hook: tell its users.</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>所读取的层未知，因此 cfg.json 没有注明 hook：请告知使用者。</translation>
    </message>
    <message>
        <source>The layer it reads is not known, so config.json names none: tell its users.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>所读取的层未知，因此 config.json 没有注明：请告知使用者。</translation>
    </message>
    <message>
        <source>The layout &quot;mapped&quot; needs a mapping.</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>“mapped”格式需要字段映射。</translation>
    </message>
    <message>
        <source>The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6;</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（激活乘梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；</translation>
    </message>
    <message>
        <source>The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; here the guess ranks features much as ablating them does.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（激活乘梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；此处估计对特征的排序与消融大致相同。</translation>
    </message>
    <message>
        <source>The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess does not tell what ablating does, as was published for some reward models: trust what was measured.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（激活乘梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；正如对某些奖励模型已发表的结果，估计不能说明消融的作用：请以实测为准。</translation>
    </message>
    <message>
        <source>The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess is a hint; trust what was measured.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（激活乘梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；估计仅供参考；请以实测为准。</translation>
    </message>
    <message>
        <source>The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6;</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（积分梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；</translation>
    </message>
    <message>
        <source>The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; here the guess ranks features much as ablating them does.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（积分梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；此处估计对特征的排序与消融大致相同。</translation>
    </message>
    <message>
        <source>The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess does not tell what ablating does, as was published for some reward models: trust what was measured.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（积分梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；正如对某些奖励模型已发表的结果，估计不能说明消融的作用：请以实测为准。</translation>
    </message>
    <message>
        <source>The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess is a hint; trust what was measured.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>线性估计（积分梯度）与 %1 个特征的实测效应：Pearson %2 %3，Spearman %4 %5，符号正确率 %6；估计仅供参考；请以实测为准。</translation>
    </message>
    <message>
        <source>The loss of the trusted pairs is not finite.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>可信偏好对的损失不是有限数值。</translation>
    </message>
    <message>
        <source>The manifest beside the file speaks of the whole data set, not of the split.</source>
        <extracomment>core/exports/pair_dataset.cpp</extracomment>
        <translation>文件旁的清单针对整个数据集，而不是该划分。</translation>
    </message>
    <message>
        <source>The manifest of the data set &quot;%1&quot;</source>
        <extracomment>core/workspace/workspace_check.cpp</extracomment>
        <translation>数据集“%1”的清单</translation>
    </message>
    <message>
        <source>The map fell apart: its coordinates grew beyond all bounds.</source>
        <extracomment>core/features/feature_map_tsne.cpp</extracomment>
        <translation>特征图发散：其坐标超出了所有界限。</translation>
    </message>
    <message>
        <source>The mapping is not valid UTF-8.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>字段映射不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>The mapping lacks prompt, chosen or rejected.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>字段映射缺少 prompt、chosen 或 rejected。</translation>
    </message>
    <message>
        <source>The mapping names &quot;%1&quot; twice.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>字段映射两次指定了“%1”。</translation>
    </message>
    <message>
        <source>The mapping takes both answers from &quot;%1&quot;.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>字段映射的两个回答都取自“%1”。</translation>
    </message>
    <message>
        <source>The margins are those of &quot;%1&quot;, which was trained on &quot;%2&quot; itself: it has learned wrong labels as well as right ones, so they look surer than they are.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>奖励差来自“%1”，而它本身就是在“%2”上训练的：它既学到了正确标签，也学到了错误标签，因此这些值看起来比实际更可信。</translation>
    </message>
    <message>
        <source>The measurement was stopped.</source>
        <extracomment>core/causal/captured_pairs.cpp</extracomment>
        <translation>测量已停止。</translation>
    </message>
    <message>
        <source>The meta data of pair %1 is no JSON object.</source>
        <extracomment>core/workspace/workspace_check.cpp</extracomment>
        <translation>偏好对 %1 的元数据不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The meta data of pair %1 is not a JSON object.</source>
        <extracomment>core/data/pair_writer.cpp</extracomment>
        <translation>偏好对 %1 的元数据不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The model &quot;%1&quot; is another one than in the preview.</source>
        <extracomment>core/workspace/sweep_planner.cpp</extracomment>
        <translation>模型“%1”与预览时的不同。</translation>
    </message>
    <message>
        <source>The model behind the index &quot;%1&quot; was not trained from a base model, so there is none for the sweep&apos;s models to start from.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>索引“%1”所用的模型不是从基础模型训练而来，因此扫描实验没有可用的起始模型。</translation>
    </message>
    <message>
        <source>The model has %1 labels, and none is chosen as the reward: %2.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>模型有 %1 个标签，但没有选定哪个作为奖励：%2。</translation>
    </message>
    <message>
        <source>The model has %1 layers: there is no residual stream %2.</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>模型有 %1 层：没有残差流 %2。</translation>
    </message>
    <message>
        <source>The model has no chat template; conversations are written plainly as &quot;role: content&quot;.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>模型没有聊天模板；对话按 &quot;role: content&quot; 的形式书写。</translation>
    </message>
    <message>
        <source>The model has no label %1; it has %2.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>模型没有标签 %1；它有 %2。</translation>
    </message>
    <message>
        <source>The model has no residual stream %1.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>模型没有残差流 %1。</translation>
    </message>
    <message>
        <source>The model has several labels called %1.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>模型有多个名为 %1 的标签。</translation>
    </message>
    <message>
        <source>The model is hardly better than guessing on trusted labels.</source>
        <extracomment>core/experiments/prevalence.cpp</extracomment>
        <translation>在可信标签上，模型仅略优于猜测。</translation>
    </message>
    <message>
        <source>The model is not saved to %1: &quot;%2&quot; holds NaN or infinite values in float16.</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>未将模型保存到 %1：“%2”在 float16 下含有 NaN 或无穷值。</translation>
    </message>
    <message>
        <source>The model is not saved to %1: &quot;%2&quot; holds NaN or infinite values.</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>未将模型保存到 %1：“%2”含有 NaN 或无穷值。</translation>
    </message>
    <message>
        <source>The model of %1 is not the one that was trained.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>%1 的模型不是当时训练的那个。</translation>
    </message>
    <message>
        <source>The model of %1 is not there.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>%1 的模型不存在。</translation>
    </message>
    <message>
        <source>The model that &quot;%1&quot; was trained from is not in the workspace any more.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>训练“%1”所用的起始模型已不在工作区中。</translation>
    </message>
    <message>
        <source>The model that the run %1 made is not there any more.</source>
        <extracomment>app/cli/job_evaluate.cpp</extracomment>
        <translation>运行 %1 生成的模型已不存在。</translation>
    </message>
    <message>
        <source>The model would be computed with another function than it was trained with.</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>模型会以与训练时不同的函数计算。</translation>
    </message>
    <message>
        <source>The model&apos;s activations are not finite numbers, in the batch of pair &quot;%1&quot; (layer %2).</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>在偏好对“%1”所在的批次中，模型激活不是有限数值（第 %2 层）。</translation>
    </message>
    <message>
        <source>The model&apos;s process gave another answer than was asked for.</source>
        <extracomment>ui/causal/pair_lab.cpp</extracomment>
        <translation>模型进程给出的回答与所问不符。</translation>
    </message>
    <message>
        <source>The model&apos;s reward is not a finite number at some token.</source>
        <extracomment>core/engine/held_pair.cpp</extracomment>
        <translation>模型在某个词元处的奖励不是有限数值。</translation>
    </message>
    <message>
        <source>The model&apos;s reward is not a finite number.</source>
        <extracomment>core/engine/engine_model.cpp</extracomment>
        <translation>模型的奖励不是有限数值。</translation>
    </message>
    <message>
        <source>The model&apos;s rewards are not finite numbers, in the batch of pair &quot;%1&quot; (layer %2).</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>在偏好对“%1”所在的批次中，模型奖励不是有限数值（第 %2 层）。</translation>
    </message>
    <message>
        <source>The model&apos;s weights may be damaged, or --dtype float32 is needed.%1</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>模型权重可能已损坏，或需要 --dtype float32。%1</translation>
    </message>
    <message>
        <source>The model&apos;s weights may be damaged.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>模型权重可能已损坏。</translation>
    </message>
    <message>
        <source>The models are evaluated on pairs that they are trained on: accuracies look better than they are, and flipped pairs count as wrong.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>模型在其训练过的偏好对上评估：准确率看起来偏高，且翻转的偏好对会被算作错误。</translation>
    </message>
    <message>
        <source>The models were evaluated on data that has changed since the sweep was planned.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>模型评估所用的数据在规划扫描实验之后发生了变化。</translation>
    </message>
    <message>
        <source>The models were not all evaluated on the same data: the content hashes differ.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>模型并非都在相同数据上评估：内容哈希不同。</translation>
    </message>
    <message>
        <source>The new %1 is in place, but may be gone after a power cut: look at the health of the disk.</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>新的 %1 已就位，但断电后可能丢失：请检查磁盘状况。</translation>
    </message>
    <message>
        <source>The node %1 failed under Slurm job %2.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>运行 Slurm 任务 %2 时节点 %1 故障。</translation>
    </message>
    <message>
        <source>The node failed under Slurm job %1.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>运行 Slurm 任务 %1 时节点故障。</translation>
    </message>
    <message>
        <source>The number hardly tells right labels from wrong ones.</source>
        <extracomment>core/experiments/swap_bound.cpp</extracomment>
        <translation>该数值几乎不能区分正确与错误的标签。</translation>
    </message>
    <message>
        <source>The padding token is the end-of-text token. Rewards here are read at the last token of a text; tools that look for the first padding token read them one token earlier.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>填充词元就是文本结束词元。此处在文本的最后一个词元读取奖励；寻找第一个填充词元的工具会提前一个词元读取。</translation>
    </message>
    <message>
        <source>The pair &quot;%1&quot; has no place of its own.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>偏好对“%1”没有自己的位置。</translation>
    </message>
    <message>
        <source>The pair &quot;%1&quot; is named twice.</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>偏好对“%1”被列出两次。</translation>
    </message>
    <message>
        <source>The pair list &quot;%1&quot; has no pairs.</source>
        <extracomment>core/workspace/pair_lists.cpp</extracomment>
        <translation>偏好对列表“%1”中没有偏好对。</translation>
    </message>
    <message>
        <source>The pair list &quot;%1&quot; is not in a format that this program knows.</source>
        <extracomment>core/workspace/pair_lists.cpp</extracomment>
        <translation>偏好对列表“%1”的格式不为本程序所识别。</translation>
    </message>
    <message>
        <source>The pair list &quot;%1&quot;, pair %2</source>
        <extracomment>core/workspace/pair_lists.cpp</extracomment>
        <translation>偏好对列表“%1”，偏好对 %2</translation>
    </message>
    <message>
        <source>The pairs have no sentence ends: the second stage is left out.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>偏好对中没有句末：省略第二阶段。</translation>
    </message>
    <message>
        <source>The pairs of the data set &quot;%1&quot; are not the ones that were imported.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>数据集“%1”的偏好对与导入时不同。</translation>
    </message>
    <message>
        <source>The pairs of the data set &quot;%1&quot; were removed while they came.</source>
        <extracomment>core/storage/unfinished_datasets.cpp</extracomment>
        <translation>数据集“%1”的偏好对在写入期间被删除。</translation>
    </message>
    <message>
        <source>The pattern needs too many steps; such a tokenizer cannot be used safely.</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>该模式需要过多步骤；这样的分词器无法安全使用。</translation>
    </message>
    <message>
        <source>The perplexity of a map lies between 2 and 200.</source>
        <extracomment>core/jobs/feature_map_params.cpp</extracomment>
        <translation>特征图的困惑度应在 2 到 200 之间。</translation>
    </message>
    <message>
        <source>The plain fallback</source>
        <extracomment>core/text/chat_format.cpp</extracomment>
        <translation>简单备用模板</translation>
    </message>
    <message>
        <source>The plan drops every pair.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>该计划会删去所有偏好对。</translation>
    </message>
    <message>
        <source>The plan has no arm.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>计划中没有实验臂。</translation>
    </message>
    <message>
        <source>The plan measures nothing.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>该计划没有测量任何内容。</translation>
    </message>
    <message>
        <source>The plan names the arm &quot;%1&quot; twice.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>计划两次列出实验臂“%1”。</translation>
    </message>
    <message>
        <source>The plan takes none of the %1 pairs.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>该计划没有选取 %1 个偏好对中的任何一个。</translation>
    </message>
    <message>
        <source>The plan was made for another state of the data set &quot;%1&quot;: %2.</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>该计划是针对数据集“%1”的另一状态制定的：%2。</translation>
    </message>
    <message>
        <source>The positions of this model would be computed wrongly.</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>此模型的位置会被错误计算。</translation>
    </message>
    <message>
        <source>The preference &quot;safer&quot; changed nothing: only PKU-SafeRLHF has two judgements.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>“safer”偏好没有改变任何内容：只有 PKU-SafeRLHF 有两种判断。</translation>
    </message>
    <message>
        <source>The presets differ: %1, seed %2: %3.</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>预设不同：%1，随机种子 %2：%3。</translation>
    </message>
    <message>
        <source>The presets differ: %1.</source>
        <extracomment>core/experiments/evaluation_report.cpp</extracomment>
        <translation>预设不同：%1。</translation>
    </message>
    <message>
        <source>The profile adds a direction of width %1, but the model is %2 wide.</source>
        <extracomment>core/causal/steering_fold.cpp</extracomment>
        <translation>配置添加宽度为 %1 的方向，而模型宽度为 %2。</translation>
    </message>
    <message>
        <source>The profile changes layer %1, but the model has layers 0 to %2.</source>
        <extracomment>core/causal/steering_fold.cpp</extracomment>
        <translation>配置更改第 %1 层，而模型只有第 0 到 %2 层。</translation>
    </message>
    <message>
        <source>The profile may change features too far for this model.</source>
        <extracomment>app/cli/evaluate_model.cpp</extracomment>
        <translation>该配置对特征的更改可能超出此模型的承受范围。</translation>
    </message>
    <message>
        <source>The profile of a run</source>
        <extracomment>ui/causal/steering_measure.cpp</extracomment>
        <translation>某次运行的配置</translation>
    </message>
    <message>
        <source>The prompt template</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>提示模板</translation>
    </message>
    <message>
        <source>The rating event %1</source>
        <extracomment>core/storage/rating_store.cpp</extracomment>
        <translation>评分事件 %1</translation>
    </message>
    <message>
        <source>The rating of feature %1</source>
        <extracomment>core/judge/rate_features.cpp</extracomment>
        <translation>特征 %1 的评分</translation>
    </message>
    <message>
        <source>The record of the data set &quot;%1&quot; was damaged; its pairs are those that were imported. Check its name.</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>数据集“%1”的记录已损坏；其偏好对仍是当初导入的。请检查其名称。</translation>
    </message>
    <message>
        <source>The reference holds the same pairs as the data set itself.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>参照数据集与该数据集包含相同的偏好对。</translation>
    </message>
    <message>
        <source>The repair was stopped; nothing was changed.</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>修复已停止；未作任何更改。</translation>
    </message>
    <message>
        <source>The results of sweep &quot;%1&quot; do not belong to its models.</source>
        <extracomment>core/experiments/sweep_table.cpp</extracomment>
        <translation>扫描实验“%1”的结果不属于其模型。</translation>
    </message>
    <message>
        <source>The reward head %1 in %2 is no linear map: its weight has %3 dimensions, or its bias does not belong to it.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>%2 中的奖励头 %1 不是线性映射：其权重有 %3 个维度，或其偏置与之不符。</translation>
    </message>
    <message>
        <source>The reward model that the index was built with is not in the workspace.</source>
        <extracomment>ui/bridge/session_engine.cpp</extracomment>
        <translation>建立索引所用的奖励模型不在工作区中。</translation>
    </message>
    <message>
        <source>The reward of pair %1 is not a finite number.</source>
        <extracomment>app/cli/evaluate_model.cpp</extracomment>
        <translation>偏好对 %1 的奖励不是有限数值。</translation>
    </message>
    <message>
        <source>The rows are private and belong to the user &quot;%1&quot;: give that of your own Neuronpedia with --creator-id.</source>
        <extracomment>core/exports/neuronpedia_import.cpp</extracomment>
        <translation>这些行是私有的，属于用户“%1”：请用 --creator-id 指定您自己 Neuronpedia 的用户。</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; cannot be read, character %2: %3</source>
        <extracomment>core/scoring/feature_rule.cpp</extracomment>
        <translation>无法读取规则“%1”，第 %2 个字符：%3</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; takes no feature of this index.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>规则“%1”不选取此索引的任何特征。</translation>
    </message>
    <message>
        <source>The rule &quot;%1…&quot; cannot be read, character %2: %3</source>
        <extracomment>core/scoring/feature_rule.cpp</extracomment>
        <translation>无法读取规则“%1…”，第 %2 个字符：%3</translation>
    </message>
    <message>
        <source>The run &quot;%1&quot; has measured nothing.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>运行“%1”没有测得任何数据。</translation>
    </message>
    <message>
        <source>The run %1 cannot wait for &quot;%2&quot;: there is no such run.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>运行 %1 无法等待“%2”：没有这个运行。</translation>
    </message>
    <message>
        <source>The run %1 has finished already.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>运行 %1 已经完成。</translation>
    </message>
    <message>
        <source>The run %1 is being cancelled in Slurm.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>正在 Slurm 中取消运行 %1。</translation>
    </message>
    <message>
        <source>The run %1 is being cancelled.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>正在取消运行 %1。</translation>
    </message>
    <message>
        <source>The run %1 is in the queue already.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>运行 %1 已在队列中。</translation>
    </message>
    <message>
        <source>The run %1 is in this machine&apos;s queue.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>运行 %1 在本机的队列中。</translation>
    </message>
    <message>
        <source>The run %1 is not in the queue.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>运行 %1 不在队列中。</translation>
    </message>
    <message>
        <source>The run %1 is running already.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>运行 %1 已在运行。</translation>
    </message>
    <message>
        <source>The run %1 is working on another machine (%2).</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>运行 %1 正在另一台计算机（%2）上工作。</translation>
    </message>
    <message>
        <source>The run %1 runs already, outside of Slurm.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>运行 %1 已在 Slurm 之外运行。</translation>
    </message>
    <message>
        <source>The run %1 waits for %2, which %3</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>运行 %1 等待 %2，而后者%3</translation>
    </message>
    <message>
        <source>The run %1 waits in the queue: there is nothing to try again.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>运行 %1 正在队列中等待：无需重试。</translation>
    </message>
    <message>
        <source>The run %1 was given twice.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>运行 %1 被指定了两次。</translation>
    </message>
    <message>
        <source>The run %1 was handed to Slurm.</source>
        <extracomment>core/jobs/slurm_queue.cpp</extracomment>
        <translation>运行 %1 已提交给 Slurm。</translation>
    </message>
    <message>
        <source>The run %1 went on from a checkpoint: %2 measurements that it repeated are given once.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>运行 %1 从检查点继续：重复的 %2 个测量只给出一次。</translation>
    </message>
    <message>
        <source>The run %1 would wait for itself.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>运行 %1 会等待它自己。</translation>
    </message>
    <message>
        <source>The run %1, whose model is to be evaluated, has not finished.</source>
        <extracomment>app/cli/job_evaluate.cpp</extracomment>
        <translation>要评估其模型的运行 %1 尚未完成。</translation>
    </message>
    <message>
        <source>The run cannot be resumed; start a new one.</source>
        <extracomment>core/jobs/run_state.cpp</extracomment>
        <translation>该运行无法继续；请开始新的运行。</translation>
    </message>
    <message>
        <source>The run is gone.</source>
        <extracomment>ui/pages/overview_page.cpp</extracomment>
        <translation>该运行已不存在。</translation>
    </message>
    <message>
        <source>The run it needs did not finish (Slurm job %1).</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>它所依赖的运行未完成（Slurm 任务 %1）。</translation>
    </message>
    <message>
        <source>The run it needs, %1, failed.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>它所依赖的运行 %1 失败了。</translation>
    </message>
    <message>
        <source>The run it needs, %1, was lost.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>它所依赖的运行 %1 已丢失。</translation>
    </message>
    <message>
        <source>The run it needs, %1, was stopped.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>它所依赖的运行 %1 已停止。</translation>
    </message>
    <message>
        <source>The runs want a GPU and the Slurm settings ask for none; most clusters then show them none.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>这些运行需要 GPU，而 Slurm 设置没有申请；多数集群此时不会提供 GPU。</translation>
    </message>
    <message>
        <source>The search was given up for a newer one.</source>
        <extracomment>ui/guide/workspace_search.cpp</extracomment>
        <translation>已放弃此搜索，改为较新的搜索。</translation>
    </message>
    <message>
        <source>The server&apos;s answer</source>
        <extracomment>core/judge/llm_answer.cpp</extracomment>
        <translation>服务器的响应</translation>
    </message>
    <message>
        <source>The server&apos;s answer is not a chat completion.</source>
        <extracomment>core/judge/llm_answer.cpp</extracomment>
        <translation>服务器的响应不是聊天补全。</translation>
    </message>
    <message>
        <source>The set &quot;%1&quot; has no features.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>特征集“%1”中没有特征。</translation>
    </message>
    <message>
        <source>The set &quot;%1&quot; is not current. %2</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>特征集“%1”不是最新的。%2</translation>
    </message>
    <message>
        <source>The set &quot;%1&quot; numbers features of another SAE than this index.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>特征集“%1”的特征编号属于另一个 SAE，与此索引不符。</translation>
    </message>
    <message>
        <source>The set &quot;%1&quot; numbers features of another SAE.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>特征集“%1”的特征编号属于另一个 SAE。</translation>
    </message>
    <message>
        <source>The set has no features.</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>该特征集没有特征。</translation>
    </message>
    <message>
        <source>The settings of the fit are impossible.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>拟合的设置不可行。</translation>
    </message>
    <message>
        <source>The settings of the training are no JSON object.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>训练设置不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The shard %1 is missing.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>缺少分片 %1。</translation>
    </message>
    <message>
        <source>The shards in %1 hold %2 pairs and %3 latents, index.json says %4 and %5.</source>
        <extracomment>core/features/feature_index.cpp</extracomment>
        <translation>%1 中的分片含 %2 个偏好对和 %3 个隐变量，而 index.json 为 %4 和 %5。</translation>
    </message>
    <message>
        <source>The size of a number is never below 0.</source>
        <extracomment>core/scoring/rule_parser.cpp</extracomment>
        <translation>数值的大小不会小于 0。</translation>
    </message>
    <message>
        <source>The sparse autoencoder that the index was built with is not in the workspace.</source>
        <extracomment>ui/bridge/session_engine.cpp</extracomment>
        <translation>建立索引所用的稀疏自编码器不在工作区中。</translation>
    </message>
    <message>
        <source>The special token &quot;%1&quot; is the spelling of a byte.</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>特殊词元“%1”是某个字节的写法。</translation>
    </message>
    <message>
        <source>The steering profile &quot;%1&quot;</source>
        <extracomment>core/workspace/steering_profiles.cpp</extracomment>
        <translation>引导配置“%1”</translation>
    </message>
    <message>
        <source>The steering profile of the run</source>
        <extracomment>app/cli/job_evaluate.cpp</extracomment>
        <translation>该运行的引导配置</translation>
    </message>
    <message>
        <source>The surest pairs are contradicted more often than the others, which swaps at random cannot do: somebody has picked pairs by this number, or it is wrong about some kind of pair.</source>
        <extracomment>core/experiments/swap_bound.cpp</extracomment>
        <translation>最确定的偏好对反而比其他偏好对更常被否定，随机翻转不会如此：有人按此数值挑选了偏好对，或它对某类偏好对判断有误。</translation>
    </message>
    <message>
        <source>The sweep %1 is written down; `safer sweep show %2` goes on with starting it.</source>
        <extracomment>core/workspace/sweep_planner.cpp</extracomment>
        <translation>扫描实验 %1 已写下；`safer sweep show %2` 可继续启动它。</translation>
    </message>
    <message>
        <source>The sweep has %1 cells.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>该扫描实验有 %1 个单元。</translation>
    </message>
    <message>
        <source>The sweep has no</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>扫描实验缺少</translation>
    </message>
    <message>
        <source>The sweep has no %1.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>该扫描实验没有 %1。</translation>
    </message>
    <message>
        <source>The sweep names a</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>扫描实验重复列出了</translation>
    </message>
    <message>
        <source>The sweep names a %1 twice.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>该扫描实验两次指定了 %1。</translation>
    </message>
    <message>
        <source>The sweep would train more than %1 models.</source>
        <extracomment>core/experiments/sweep.cpp</extracomment>
        <translation>该扫描实验将训练超过 %1 个模型。</translation>
    </message>
    <message>
        <source>The sweep&apos;s runs that are there can be used; others cannot be made any more.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>该扫描实验已有的运行可以使用，但无法再增加新的运行。</translation>
    </message>
    <message>
        <source>The system does not allow private changes to tensor %1.</source>
        <extracomment>core/tensor/mapped_tensor.cpp</extracomment>
        <translation>系统不允许对张量 %1 进行私有更改。</translation>
    </message>
    <message>
        <source>The time limit ended Slurm job %1 before a checkpoint.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>Slurm 任务 %1 在写出检查点之前达到时间限制。</translation>
    </message>
    <message>
        <source>The tokenizer belongs to another model; put the right tokenizer.json beside the weights.</source>
        <extracomment>core/features/pair_batches.cpp</extracomment>
        <translation>分词器属于另一个模型；请将正确的 tokenizer.json 放在权重旁边。</translation>
    </message>
    <message>
        <source>The tokenizer gives token id %1 in pair &quot;%2&quot;, but the model has %3 token embeddings.</source>
        <extracomment>core/features/pair_batches.cpp</extracomment>
        <translation>分词器在偏好对“%2”中给出词元标识 %1，而模型有 %3 个词元嵌入。</translation>
    </message>
    <message>
        <source>The tokenizer of %1 has %2 tokens, but the model only %3.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>%1 的分词器有 %2 个词元，而模型只有 %3 个。</translation>
    </message>
    <message>
        <source>The two evaluations cannot be compared: %1.</source>
        <extracomment>ui/causal/steering_measure.cpp</extracomment>
        <translation>两次评估无法比较：%1。</translation>
    </message>
    <message>
        <source>The unfinished index beside %1 cannot be gone on with.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>%1 旁未完成的索引无法继续。</translation>
    </message>
    <message>
        <source>The value for feature %1 is not a finite number.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>特征 %1 的值不是有限数值。</translation>
    </message>
    <message>
        <source>The values are not a mixture of mirrored normal curves, so the share is biased.</source>
        <extracomment>core/experiments/prevalence.cpp</extracomment>
        <translation>这些值不是镜像正态曲线的混合，因此比例有偏。</translation>
    </message>
    <message>
        <source>The verdicts of the evaluations could not be read.</source>
        <extracomment>ui/causal/steering_comparer.cpp</extracomment>
        <translation>无法读取评估的判定结果。</translation>
    </message>
    <message>
        <source>The weight &quot;%1&quot; holds NaN or infinite values.</source>
        <extracomment>core/tensor/finite_check.cpp</extracomment>
        <translation>权重“%1”含有 NaN 或无穷值。</translation>
    </message>
    <message>
        <source>The weight %1 holds numbers that float16 cannot.</source>
        <extracomment>app/cli/export_model.cpp</extracomment>
        <translation>权重 %1 含有 float16 无法表示的数值。</translation>
    </message>
    <message>
        <source>The weight is a matrix [labels, width], the bias one number for each label.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>权重是 [标签数, 宽度] 矩阵，偏置为每个标签一个数值。</translation>
    </message>
    <message>
        <source>The weights are stored as %1 and were written as %2: rewards differ by rounding.</source>
        <extracomment>app/cli/export_model.cpp</extracomment>
        <translation>权重以 %1 存储，以 %2 写出：奖励会有舍入差异。</translation>
    </message>
    <message>
        <source>The work failed unexpectedly:</source>
        <extracomment>ui/bridge/background_task.cpp</extracomment>
        <translation>工作意外失败：</translation>
    </message>
    <message>
        <source>The work failed unexpectedly: %1</source>
        <extracomment>ui/bridge/background_task.cpp</extracomment>
        <translation>工作意外失败：%1</translation>
    </message>
    <message>
        <source>The worker of %1 ended as soon as it started.</source>
        <extracomment>core/jobs/worker_identity.cpp</extracomment>
        <translation>%1 的工作进程一启动就结束了。</translation>
    </message>
    <message>
        <source>The worker of %1 has ended, but %2, which it has started, still works in its folder.</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>%1 的工作进程已结束，但它启动的 %2 仍在其文件夹中工作。</translation>
    </message>
    <message>
        <source>The worker of %1 has ended, but something it has started still works in its folder.</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>%1 的工作进程已结束，但它启动的某个进程仍在其文件夹中工作。</translation>
    </message>
    <message>
        <source>The worker of %1 is not the process its worker.json names; nothing was signalled.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>%1 的工作进程不是其 worker.json 所述的进程；未发送信号。</translation>
    </message>
    <message>
        <source>The worker of its</source>
        <extracomment>core/workspace/sweep_runs.cpp</extracomment>
        <translation>其工作进程：</translation>
    </message>
    <message>
        <source>The worker was killed (Slurm job %1): memory ran out, most likely.</source>
        <extracomment>core/jobs/slurm_end.cpp</extracomment>
        <translation>工作进程被终止（Slurm 任务 %1）：很可能是内存不足。</translation>
    </message>
    <message>
        <source>The worker was lost %1 times: %2 It is not started again by itself.</source>
        <extracomment>core/jobs/queue_runner.cpp</extracomment>
        <translation>工作进程丢失了 %1 次：%2 不会再自动启动。</translation>
    </message>
    <message>
        <source>The worker was lost %1 times: it was killed or it crashed. It is not started again by itself.</source>
        <extracomment>core/jobs/queue_runner.cpp</extracomment>
        <translation>工作进程丢失了 %1 次：它被终止或已崩溃。不会再自动启动。</translation>
    </message>
    <message>
        <source>The workspace %1 has no feature index yet.</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>工作区 %1 还没有特征索引。</translation>
    </message>
    <message>
        <source>The workspace has no data set yet.</source>
        <extracomment>app/cli/export_pairs.cpp</extracomment>
        <translation>工作区还没有数据集。</translation>
    </message>
    <message>
        <source>The workspace has no feature set &quot;%1&quot;.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>工作区没有特征集“%1”。</translation>
    </message>
    <message>
        <source>The workspace has no index yet.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>工作区还没有索引。</translation>
    </message>
    <message>
        <source>The workspace has no run &quot;%1&quot;.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>工作区没有运行“%1”。</translation>
    </message>
    <message>
        <source>The workspace has no steering profile called &quot;%1&quot;.</source>
        <extracomment>core/workspace/steering_profiles.cpp</extracomment>
        <translation>工作区没有名为“%1”的引导配置。</translation>
    </message>
    <message>
        <source>The workspace has several data sets.</source>
        <extracomment>app/cli/export_pairs.cpp</extracomment>
        <translation>工作区有多个数据集。</translation>
    </message>
    <message>
        <source>The workspace lies on a disk that is mounted for reading only. What is in it can be looked at; nothing can be rated, imported or made here.</source>
        <extracomment>core/workspace/workspace_access.cpp</extracomment>
        <translation>工作区位于以只读方式挂载的磁盘上。可以查看其中的内容，但无法评分、导入或新建。</translation>
    </message>
    <message>
        <source>There are SAEs in folders below it: name one of them (%1).</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>其下的文件夹中有 SAE：请指定其中一个（%1）。</translation>
    </message>
    <message>
        <source>There are fewer than %1 numbers.</source>
        <extracomment>core/experiments/swap_bound.cpp</extracomment>
        <translation>数值少于 %1 个。</translation>
    </message>
    <message>
        <source>There are fewer than 100 values.</source>
        <extracomment>core/experiments/prevalence.cpp</extracomment>
        <translation>值少于 100 个。</translation>
    </message>
    <message>
        <source>There are no features to fit.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>没有可拟合的特征。</translation>
    </message>
    <message>
        <source>There are no pairs to index.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>没有可建立索引的偏好对。</translation>
    </message>
    <message>
        <source>There are no pairs to train on.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>没有可用于训练的偏好对。</translation>
    </message>
    <message>
        <source>There are too few living features for %1 different control sets.</source>
        <extracomment>core/causal/controls.cpp</extracomment>
        <translation>活跃特征太少，不足以构成 %1 个不同的对照集。</translation>
    </message>
    <message>
        <source>There are too few trusted pairs to fit factors and to check them.</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>可信偏好对太少，无法拟合并检验系数。</translation>
    </message>
    <message>
        <source>There is a %1 &quot;%2&quot; already.</source>
        <extracomment>core/workspace/workspace_artifacts.cpp</extracomment>
        <translation>已有 %1“%2”。</translation>
    </message>
    <message>
        <source>There is a data set &quot;%1&quot; already.</source>
        <extracomment>core/workspace/dataset_saving.cpp</extracomment>
        <translation>已有名为“%1”的数据集。</translation>
    </message>
    <message>
        <source>There is a feature set &quot;%1&quot; already.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>已有特征集“%1”。</translation>
    </message>
    <message>
        <source>There is a model &quot;%1&quot; already.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>已有名为“%1”的模型。</translation>
    </message>
    <message>
        <source>There is a run named %1 already.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>已有名为 %1 的运行。</translation>
    </message>
    <message>
        <source>There is no</source>
        <extracomment>core/workspace/workspace_artifacts.cpp</extracomment>
        <translation>没有</translation>
    </message>
    <message>
        <source>There is no %1 &quot;%2&quot; in %3.</source>
        <extracomment>core/workspace/workspace_artifacts.cpp</extracomment>
        <translation>%3 中没有 %1“%2”。</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <extracomment>core/workspace/artifact_files.cpp</extracomment>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>There is no CUDA device %1.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>没有 CUDA 设备 %1。</translation>
    </message>
    <message>
        <source>There is no SAE at %1.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>%1 处没有 SAE。</translation>
    </message>
    <message>
        <source>There is no SAE layout &quot;%1&quot;.</source>
        <extracomment>app/cli/export_sae.cpp</extracomment>
        <translation>没有 SAE 格式“%1”。</translation>
    </message>
    <message>
        <source>There is no activation to train on.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>没有可用于训练的激活。</translation>
    </message>
    <message>
        <source>There is no card to say anything of.</source>
        <extracomment>ui/pages/annotate_desk.cpp</extracomment>
        <translation>没有可评论的卡片。</translation>
    </message>
    <message>
        <source>There is no checkpoint yet.</source>
        <extracomment>core/training/checkpoint.cpp</extracomment>
        <translation>还没有检查点。</translation>
    </message>
    <message>
        <source>There is no data set &quot;%1&quot; in %2.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>%2 中没有数据集“%1”。</translation>
    </message>
    <message>
        <source>There is no data set &quot;%1&quot;.</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>没有数据集“%1”。</translation>
    </message>
    <message>
        <source>There is no device called &quot;%1&quot;.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>没有名为“%1”的设备。</translation>
    </message>
    <message>
        <source>There is no feature %1 in the index.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>索引中没有特征 %1。</translation>
    </message>
    <message>
        <source>There is no feature %1: the SAE has %2.</source>
        <extracomment>core/causal/intervention.cpp</extracomment>
        <translation>没有特征 %1：SAE 共有 %2 个。</translation>
    </message>
    <message>
        <source>There is no feature %1: the index has %2.</source>
        <extracomment>core/judge/rate_features.cpp</extracomment>
        <translation>没有特征 %1：索引中共有 %2 个。</translation>
    </message>
    <message>
        <source>There is no feature index open, so it is not known which model to ask.</source>
        <extracomment>ui/bridge/session_engine.cpp</extracomment>
        <translation>没有打开特征索引，因此不知道该询问哪个模型。</translation>
    </message>
    <message>
        <source>There is no feature index open, so there is nothing to rate.</source>
        <extracomment>ui/bridge/session_ratings.cpp</extracomment>
        <translation>没有打开特征索引，因此没有可评分的内容。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <extracomment>core/base/json.cpp</extracomment>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>There is no folder %1 to save the model in.</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>没有用于保存模型的文件夹 %1。</translation>
    </message>
    <message>
        <source>There is no folder %1 to write to.</source>
        <extracomment>core/exports/export_target.cpp</extracomment>
        <translation>没有可写入的文件夹 %1。</translation>
    </message>
    <message>
        <source>There is no key for %1: the environment variable %2 is not set.</source>
        <extracomment>core/judge/llm_client.cpp</extracomment>
        <translation>%1 没有密钥：未设置环境变量 %2。</translation>
    </message>
    <message>
        <source>There is no key for %1: the environment variable for it has no name.</source>
        <extracomment>core/judge/llm_client.cpp</extracomment>
        <translation>%1 没有密钥：未指定环境变量的名称。</translation>
    </message>
    <message>
        <source>There is no kind of judge &quot;%1&quot;.</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>没有“%1”这种评判模型。</translation>
    </message>
    <message>
        <source>There is no list to export.</source>
        <extracomment>ui/playground/pair_list_panel.cpp</extracomment>
        <translation>没有可导出的列表。</translation>
    </message>
    <message>
        <source>There is no memory to compress %1.</source>
        <extracomment>core/exports/gzip_file.cpp</extracomment>
        <translation>内存不足，无法压缩 %1。</translation>
    </message>
    <message>
        <source>There is no pair &quot;%1&quot; in this data set.</source>
        <extracomment>core/workspace/workspace_datasets.cpp</extracomment>
        <translation>此数据集中没有偏好对“%1”。</translation>
    </message>
    <message>
        <source>There is no pair to measure.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>没有可测量的偏好对。</translation>
    </message>
    <message>
        <source>There is no rating action &quot;%1&quot;.</source>
        <extracomment>core/data/rating.cpp</extracomment>
        <translation>没有评分操作“%1”。</translation>
    </message>
    <message>
        <source>There is no run %1 any more.</source>
        <extracomment>ui/bridge/job_monitor.cpp</extracomment>
        <translation>运行 %1 已不存在。</translation>
    </message>
    <message>
        <source>There is no run folder %1.</source>
        <extracomment>core/jobs/runner.cpp</extracomment>
        <translation>没有运行文件夹 %1。</translation>
    </message>
    <message>
        <source>There is no scope &quot;%1&quot;.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>没有范围“%1”。</translation>
    </message>
    <message>
        <source>There is no sweep &quot;%1&quot; in %2.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>%2 中没有扫描实验“%1”。</translation>
    </message>
    <message>
        <source>There is no usable pair in %1.</source>
        <extracomment>core/engine/engine_survey.cpp</extracomment>
        <translation>%1 中没有可用的偏好对。</translation>
    </message>
    <message>
        <source>There is no workspace database %1.</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>没有工作区数据库 %1。</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack %1.</source>
        <extracomment>core/tensor/archive_memory.h</extracomment>
        <translation>内存不足，无法解压 %1。</translation>
    </message>
    <message>
        <source>There is nothing to estimate from.</source>
        <extracomment>core/experiments/prevalence.cpp</extracomment>
        <translation>没有可用于估计的数据。</translation>
    </message>
    <message>
        <source>There is something called &quot;%1&quot; already.</source>
        <extracomment>core/workspace/workspace_documents.cpp</extracomment>
        <translation>已有名为“%1”的内容。</translation>
    </message>
    <message>
        <source>There were no tokens to measure it on at sentence ends.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>句末没有可用于测量的词元。</translation>
    </message>
    <message>
        <source>There were no tokens to measure it on over all tokens.</source>
        <extracomment>core/sae/sae_check.cpp</extracomment>
        <translation>没有可用于测量的词元。</translation>
    </message>
    <message>
        <source>They are saferscope, safer, sparsify, saelens, dictionary-learning, openai and gemma-scope.</source>
        <extracomment>app/cli/export_sae.cpp</extracomment>
        <translation>可选 saferscope、safer、sparsify、saelens、dictionary-learning、openai 和 gemma-scope。</translation>
    </message>
    <message>
        <source>This CPU has no instructions for bfloat16: training is slower than in float32.</source>
        <extracomment>app/cli/job_train_rm.cpp</extracomment>
        <translation>此 CPU 没有 bfloat16 指令：训练比 float32 慢。</translation>
    </message>
    <message>
        <source>This SAE cannot be written in the layout</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>无法写出此 SAE，格式为</translation>
    </message>
    <message>
        <source>This SAE cannot be written in the layout %1: %2.</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>此 SAE 无法以 %1 格式写出：%2。</translation>
    </message>
    <message>
        <source>This SAE, by the hook given,</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>此 SAE（按给定的 hook）</translation>
    </message>
    <message>
        <source>This account has no name, so Slurm cannot be asked for its jobs.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>此账户没有名称，因此无法向 Slurm 查询其任务。</translation>
    </message>
    <message>
        <source>This build of libtorch finds no CUDA device, so &quot;%1&quot; cannot be used.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>此 libtorch 找不到 CUDA 设备，因此无法使用“%1”。</translation>
    </message>
    <message>
        <source>This is a fault of the program, not of your data; the message above belongs in a bug report.</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>这是程序的故障，与您的数据无关；请将上述信息写入错误报告。</translation>
    </message>
    <message>
        <source>This is not a targeted set: %1 change most, but the margins of all others measured move the same way by at least %2 (the 95 % bound nearest to 0), %3 of that.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>该特征集不具针对性：%1 变化最大，但所有其他被测类别的奖励差也同向变化至少 %2（最接近 0 的 95% 界限），为其 %3。</translation>
    </message>
    <message>
        <source>This is not a targeted set: %1 change most, but the other section&apos;s margin moves the same way by at least %2 (the 95 % bound nearest to 0), %3 of that.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>该特征集不具针对性：%1 变化最大，但另一类别的奖励差也同向变化至少 %2（最接近 0 的 95% 界限），为其 %3。</translation>
    </message>
    <message>
        <source>This judge needs a network client, and there is none.</source>
        <extracomment>core/judge/rate_features.cpp</extracomment>
        <translation>此评判模型需要网络客户端，但没有。</translation>
    </message>
    <message>
        <source>This machine has cuda:0 to cuda:%1.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>此计算机有 cuda:0 到 cuda:%1。</translation>
    </message>
    <message>
        <source>This machine has cuda:0.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>此计算机有 cuda:0。</translation>
    </message>
    <message>
        <source>This model mixes in blocks that Saferscope cannot compute.</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>此模型混有 Saferscope 无法计算的块。</translation>
    </message>
    <message>
        <source>This model was trained without system messages: put that text at the beginning of the first user message, or place a template that takes it into the model&apos;s folder as chat_template.jinja.</source>
        <extracomment>core/text/chat_template.cpp</extracomment>
        <translation>此模型训练时没有系统消息：请将该文本放在第一条用户消息的开头，或在模型文件夹中放置支持它的模板 chat_template.jinja。</translation>
    </message>
    <message>
        <source>This program cannot run jobs of the kind &quot;%1&quot;.</source>
        <extracomment>core/jobs/runner.cpp</extracomment>
        <translation>本程序不能运行“%1”类型的任务。</translation>
    </message>
    <message>
        <source>Tokenising pairs</source>
        <extracomment>core/training/training_pair.cpp</extracomment>
        <translation>正在对偏好对分词</translation>
    </message>
    <message>
        <source>Tokens per batch and pairs per shard must be above 0.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>每批词元数和每分片偏好对数必须大于 0。</translation>
    </message>
    <message>
        <source>Too few features were measured one by one to compare the linear guess with what ablating does.</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>逐个测量的特征太少，无法将线性估计与消融效果进行比较。</translation>
    </message>
    <message>
        <source>Train a model or an SAE first, or name another run with --run.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>请先训练模型或 SAE，或用 --run 指定其他运行。</translation>
    </message>
    <message>
        <source>Train an SAE of the model&apos;s own width.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>请训练与模型宽度相同的 SAE。</translation>
    </message>
    <message>
        <source>Train it again.</source>
        <extracomment>app/cli/job_evaluate.cpp</extracomment>
        <translation>请重新训练。</translation>
    </message>
    <message>
        <source>Train on every token, or give pairs with sentence ends.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>请在所有词元上训练，或提供带句末的偏好对。</translation>
    </message>
    <message>
        <source>Train one that only reads with `safer train-rm --reward-weight 0 --language-model-weight 1`, or bring in a pretrained one, and name it with --base.</source>
        <extracomment>core/workspace/sweep_spec_filling.cpp</extracomment>
        <translation>请用 `safer train-rm --reward-weight 0 --language-model-weight 1` 训练一个只做阅读的模型，或引入预训练模型，并用 --base 指定。</translation>
    </message>
    <message>
        <source>Train the SAE longer, or index more pairs.</source>
        <extracomment>core/features/feature_map_builder.cpp</extracomment>
        <translation>请延长 SAE 的训练，或为更多偏好对建立索引。</translation>
    </message>
    <message>
        <source>Training needs about %1 for weights, gradients and the optimizer, but %2 are free on %3.</source>
        <extracomment>core/training/memory_check.cpp</extracomment>
        <translation>训练的权重、梯度和优化器约需 %1，而 %3 上只有 %2 可用。</translation>
    </message>
    <message>
        <source>Training on several ranks needs RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, as torchrun sets them; unset RANK and WORLD_SIZE to train in one process.</source>
        <extracomment>core/training/rank_place.cpp</extracomment>
        <translation>多进程训练需要 torchrun 所设置的 RANK、WORLD_SIZE、MASTER_ADDR 和 MASTER_PORT；取消设置 RANK 和 WORLD_SIZE 即可在单个进程中训练。</translation>
    </message>
    <message>
        <source>Training step %1</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>训练第 %1 步</translation>
    </message>
    <message>
        <source>Training step %1: %2. %3</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>训练第 %1 步：%2。%3</translation>
    </message>
    <message>
        <source>Training the reward model</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>正在训练奖励模型</translation>
    </message>
    <message>
        <source>Training the sparse autoencoder</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>正在训练稀疏自编码器</translation>
    </message>
    <message>
        <source>Training was stopped after step %1 of %2.</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>训练在第 %1 步（共 %2 步）后停止。</translation>
    </message>
    <message>
        <source>Training was stopped after step %1.</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>训练在第 %1 步后停止。</translation>
    </message>
    <message>
        <source>Training will take about %1 of memory: weights %2, gradients and optimizer %3, activations up to %4.</source>
        <extracomment>core/training/memory_check.cpp</extracomment>
        <translation>训练约需 %1 内存：权重 %2，梯度和优化器 %3，激活最多 %4。</translation>
    </message>
    <message>
        <source>Training will take about %1 of memory: weights %2, gradients and optimizer %3, activations up to %4; %5 are free on %6.</source>
        <extracomment>core/training/memory_check.cpp</extracomment>
        <translation>训练约需 %1 内存：权重 %2，梯度和优化器 %3，激活最多 %4；%6 上可用 %5。</translation>
    </message>
    <message>
        <source>Try again, with fewer pairs where memory is short.</source>
        <extracomment>ui/causal/steering_fit_process.cpp</extracomment>
        <translation>请重试；如果内存紧张，请减少偏好对。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, look for a `safer` that hangs.</source>
        <extracomment>core/jobs/run_queue.cpp</extracomment>
        <translation>请重试；如果仍然如此，请查找挂起的 `safer`。</translation>
    </message>
    <message>
        <source>Try another --perplexity.</source>
        <extracomment>core/features/feature_map_tsne.cpp</extracomment>
        <translation>请尝试其他 --perplexity。</translation>
    </message>
    <message>
        <source>Turn it into JSON Lines with one line: python3 -c &quot;import pandas; pandas.read_parquet(&apos;%1&apos;).to_json(&apos;%2&apos;, orient=&apos;records&apos;, lines=True)&quot; or duckdb -c &quot;COPY (FROM &apos;%3&apos;) TO &apos;%4&apos;&quot;</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>用一行命令转换为 JSON Lines：python3 -c &quot;import pandas; pandas.read_parquet(&apos;%1&apos;).to_json(&apos;%2&apos;, orient=&apos;records&apos;, lines=True)&quot; 或 duckdb -c &quot;COPY (FROM &apos;%3&apos;) TO &apos;%4&apos;&quot;</translation>
    </message>
    <message>
        <source>Turn it into JSON Lines with one line: python3 -c &quot;import pandas; pandas.read_parquet(&apos;%1&apos;).to_json(&apos;%2&apos;, orient=&apos;records&apos;, lines=True)&quot; or duckdb -c &quot;COPY (FROM &apos;FILE.parquet&apos;) TO &apos;%3&apos;&quot;</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>用一行命令转换为 JSON Lines：python3 -c &quot;import pandas; pandas.read_parquet(&apos;%1&apos;).to_json(&apos;%2&apos;, orient=&apos;records&apos;, lines=True)&quot; 或 duckdb -c &quot;COPY (FROM &apos;FILE.parquet&apos;) TO &apos;%3&apos;&quot;</translation>
    </message>
    <message>
        <source>Turn it into JSON Lines with one line: python3 -c &quot;import pandas; pandas.read_parquet(&apos;FILE.parquet&apos;).to_json(&apos;%1&apos;, orient=&apos;records&apos;, lines=True)&quot; or duckdb -c &quot;COPY (FROM &apos;%2&apos;) TO &apos;%3&apos;&quot;</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>用一行命令转换为 JSON Lines：python3 -c &quot;import pandas; pandas.read_parquet(&apos;FILE.parquet&apos;).to_json(&apos;%1&apos;, orient=&apos;records&apos;, lines=True)&quot; 或 duckdb -c &quot;COPY (FROM &apos;%2&apos;) TO &apos;%3&apos;&quot;</translation>
    </message>
    <message>
        <source>Turn it into JSON Lines with one line: python3 -c &quot;import pandas; pandas.read_parquet(&apos;FILE.parquet&apos;).to_json(&apos;%1&apos;, orient=&apos;records&apos;, lines=True)&quot; or duckdb -c &quot;COPY (FROM &apos;FILE.parquet&apos;) TO &apos;%2&apos;&quot;</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>用一行命令转换为 JSON Lines：python3 -c &quot;import pandas; pandas.read_parquet(&apos;FILE.parquet&apos;).to_json(&apos;%1&apos;, orient=&apos;records&apos;, lines=True)&quot; 或 duckdb -c &quot;COPY (FROM &apos;FILE.parquet&apos;) TO &apos;%2&apos;&quot;</translation>
    </message>
    <message>
        <source>Two arms of the plan are called &quot;%1&quot;.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>计划中有两个实验臂都叫“%1”。</translation>
    </message>
    <message>
        <source>Two columns of %1 are called &quot;%2&quot;.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>%1 有两列都叫“%2”。</translation>
    </message>
    <message>
        <source>Two columns of %1 are called &quot;column %2&quot;.</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>%1 有两列都叫“column %2”。</translation>
    </message>
    <message>
        <source>Two ranges of tokens are given.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>给出了两个词元范围。</translation>
    </message>
    <message>
        <source>Two versions of the model may be mixed in the folder; fetch it again into an empty one.</source>
        <extracomment>core/model/checkpoint_files.cpp</extracomment>
        <translation>文件夹中可能混有模型的两个版本；请重新下载到空文件夹。</translation>
    </message>
    <message>
        <source>Type numbers from 0 to %1, separated by commas.</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>请输入 0 到 %1 的数字，以逗号分隔。</translation>
    </message>
    <message>
        <source>Type the numbers of features, separated by commas.</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>请输入特征编号，以逗号分隔。</translation>
    </message>
    <message>
        <source>Under &quot;%1&quot; the reward of pair %2 is not a finite number.</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>在“%1”下，偏好对 %2 的奖励不是有限数值。</translation>
    </message>
    <message>
        <source>Update Saferscope, or choose another backup.</source>
        <extracomment>core/storage/backup_manifest.cpp</extracomment>
        <translation>请更新 Saferscope，或选择其他备份。</translation>
    </message>
    <message>
        <source>Update Saferscope.</source>
        <extracomment>core/data/feature_set.cpp</extracomment>
        <translation>请更新 Saferscope。</translation>
    </message>
    <message>
        <source>Update Saferscope; the workspace is left untouched.</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>请更新 Saferscope；工作区未作改动。</translation>
    </message>
    <message>
        <source>Update this program, or build the index again with it.</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>请更新本程序，或用它重新建立索引。</translation>
    </message>
    <message>
        <source>Use --device cpu, or build against a CUDA libtorch on a machine with a working driver.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>请使用 --device cpu，或在驱动正常的计算机上基于 CUDA 版 libtorch 构建。</translation>
    </message>
    <message>
        <source>Use --dtype bfloat16, a smaller model, or a device with more memory.</source>
        <extracomment>core/training/memory_estimate.cpp</extracomment>
        <translation>请使用 --dtype bfloat16、更小的模型，或内存更大的设备。</translation>
    </message>
    <message>
        <source>Use --lora-rank 16, a smaller model, or a device with more memory.</source>
        <extracomment>core/training/memory_estimate.cpp</extracomment>
        <translation>请使用 --lora-rank 16、更小的模型，或内存更大的设备。</translation>
    </message>
    <message>
        <source>Use --lora-rank 16, with  if that is not enough, a smaller model, or a device with more memory.</source>
        <extracomment>core/training/memory_estimate.cpp</extracomment>
        <translation>请使用 --lora-rank 16、更小的模型，或内存更大的设备。</translation>
    </message>
    <message>
        <source>Use --lora-rank 16, with --dtype bfloat16 if that is not enough, a smaller model, or a device with more memory.</source>
        <extracomment>core/training/memory_estimate.cpp</extracomment>
        <translation>请使用 --lora-rank 16（如仍不够再加 --dtype bfloat16）、更小的模型，或内存更大的设备。</translation>
    </message>
    <message>
        <source>Use a checkpoint from later in its training.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>请使用训练后期的检查点。</translation>
    </message>
    <message>
        <source>Use a model whose feed-forward layers are dense.</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>请使用前馈层为稠密层的模型。</translation>
    </message>
    <message>
        <source>Use a newer version of Saferscope.</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>请使用更新版本的 Saferscope。</translation>
    </message>
    <message>
        <source>Use a newer version of this program.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>请使用本程序的更新版本。</translation>
    </message>
    <message>
        <source>Use a smaller model, or a device with more memory.</source>
        <extracomment>core/training/memory_estimate.cpp</extracomment>
        <translation>请使用更小的模型，或内存更大的设备。</translation>
    </message>
    <message>
        <source>Use all-linear, or some of q,k,v,o,gate,up,down separated by commas.</source>
        <extracomment>core/model/lora_targets.cpp</extracomment>
        <translation>请使用 all-linear，或以逗号分隔的 q,k,v,o,gate,up,down 中的若干项。</translation>
    </message>
    <message>
        <source>Use an SAE that was trained on this model.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>请使用在此模型上训练的 SAE。</translation>
    </message>
    <message>
        <source>Use an SAE that was trained with topk.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>请使用以 topk 训练的 SAE。</translation>
    </message>
    <message>
        <source>Use an SAE that was trained without it.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>请使用训练时未启用它的 SAE。</translation>
    </message>
    <message>
        <source>Use auto, plain, rewardbench or rm-bench.</source>
        <extracomment>core/experiments/suite.cpp</extracomment>
        <translation>请使用 auto、plain、rewardbench 或 rm-bench。</translation>
    </message>
    <message>
        <source>Use contrast, normalised or effect.</source>
        <extracomment>core/features/contrast.cpp</extracomment>
        <translation>请使用 contrast、normalised 或 effect。</translation>
    </message>
    <message>
        <source>Use cpu, cuda or cuda:N.</source>
        <extracomment>core/tensor/device.cpp</extracomment>
        <translation>请使用 cpu、cuda 或 cuda:N。</translation>
    </message>
    <message>
        <source>Use fewer --micro-batch-tokens (a forward pass now takes up to %1)%2, or a device with more memory.</source>
        <extracomment>core/training/memory_estimate.cpp</extracomment>
        <translation>请减小 --micro-batch-tokens（一次前向传播目前最多占用 %1）%2，或使用内存更大的设备。</translation>
    </message>
    <message>
        <source>Use float32, bfloat16 or float16.</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>请使用 float32、bfloat16 或 float16。</translation>
    </message>
    <message>
        <source>Use it as `module avail` shows it.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请按 `module avail` 显示的名称填写。</translation>
    </message>
    <message>
        <source>Use lower-case letters, digits, dots and single dashes with</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>请使用小写字母、数字、点和单个连字符，用于</translation>
    </message>
    <message>
        <source>Use lower-case letters, digits, dots and single dashes with %1.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>请使用小写字母、数字、点和单个连字符，并带 %1。</translation>
    </message>
    <message>
        <source>Use manifest, planted, meta:KEY or meta:!KEY.</source>
        <extracomment>core/workspace/audit_truth.cpp</extracomment>
        <translation>请使用 manifest、planted、meta:KEY 或 meta:!KEY。</translation>
    </message>
    <message>
        <source>Use one of: %1.</source>
        <extracomment>core/experiments/strategy.cpp</extracomment>
        <translation>请使用以下之一：%1。</translation>
    </message>
    <message>
        <source>Use poison or denoise.</source>
        <extracomment>core/experiments/strategy.cpp</extracomment>
        <translation>请使用 poison 或 denoise。</translation>
    </message>
    <message>
        <source>Use sentence-ends or all-tokens.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>请使用 sentence-ends 或 all-tokens。</translation>
    </message>
    <message>
        <source>Use smaller batches (fewer tokens or pairs per batch), a smaller model, or close other programs, and run it again.</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>请使用更小的批次（每批更少的词元或偏好对）、更小的模型，或关闭其他程序，然后重新运行。</translation>
    </message>
    <message>
        <source>Use that one.</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>请使用那个版本。</translation>
    </message>
    <message>
        <source>Use the SAE before it was fine-tuned.</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>请使用微调之前的 SAE。</translation>
    </message>
    <message>
        <source>Use the name as `sinfo` or sacctmgr shows it.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请按 `sinfo` 或 sacctmgr 显示的名称填写。</translation>
    </message>
    <message>
        <source>Use the tokenizer.json that belongs to this model.</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>请使用属于此模型的 tokenizer.json。</translation>
    </message>
    <message>
        <source>Use up to 100 letters without slashes, not starting with a dot.</source>
        <extracomment>core/workspace/dataset_saving.cpp</extracomment>
        <translation>最多 100 个字符，不含斜杠，不以点开头。</translation>
    </message>
    <message>
        <source>Values stand at all tokens.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>数值给在所有词元上。</translation>
    </message>
    <message>
        <source>Values stand at sentence ends only, as the SAE was trained; other tokens show 0.</source>
        <extracomment>core/exports/neuronpedia_feature.cpp</extracomment>
        <translation>数值只给在句末，与 SAE 的训练方式一致；其他词元为 0。</translation>
    </message>
    <message>
        <source>W_enc</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>W_enc</translation>
    </message>
    <message>
        <source>Wait for it to end, or stop it first.</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>请等待其结束，或先停止它。</translation>
    </message>
    <message>
        <source>Wait for it to end, then try again.</source>
        <extracomment>core/jobs/slurm_submission.cpp</extracomment>
        <translation>请等待其结束后重试。</translation>
    </message>
    <message>
        <source>Wait for it, or stop it with `safer jobs stop %1`.</source>
        <extracomment>app/cli/demo_stages.cpp</extracomment>
        <translation>请等待，或用 `safer jobs stop %1` 停止。</translation>
    </message>
    <message>
        <source>Wait for that to end, or end it, and try again.</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>请等待其结束或将其结束，然后重试。</translation>
    </message>
    <message>
        <source>Wait for the run to end.</source>
        <extracomment>core/jobs/launcher.cpp</extracomment>
        <translation>请等待运行结束。</translation>
    </message>
    <message>
        <source>Wait until it has been trained.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>请等待其训练完成。</translation>
    </message>
    <message>
        <source>Wait until it has ended.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>请等待其结束。</translation>
    </message>
    <message>
        <source>Wait until it is done and try again.</source>
        <extracomment>core/storage/presence_lock.cpp</extracomment>
        <translation>请等待其完成后重试。</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <extracomment>ui/causal/steering_panel_fit.cpp</extracomment>
        <translation>请等待其完成。</translation>
    </message>
    <message>
        <source>Was it copied?</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>它是复制过来的吗？</translation>
    </message>
    <message>
        <source>Weights cannot be saved as %1.</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>权重不能保存为 %1。</translation>
    </message>
    <message>
        <source>What can be attributed is chosen, rejected or margin.</source>
        <extracomment>core/causal/attribution.cpp</extracomment>
        <translation>可归因的有 chosen、rejected 或 margin。</translation>
    </message>
    <message>
        <source>What is done is kept; start it again to go on.</source>
        <extracomment>core/features/index_builder.cpp</extracomment>
        <translation>已完成的部分会保留；重新开始即可继续。</translation>
    </message>
    <message>
        <source>What is read: AutoEncoder, AutoEncoderNew, AutoEncoderTopK, BatchTopKSAE, MatryoshkaBatchTopKSAE, JumpReluAutoEncoder and GatedAutoEncoder.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>可读取：AutoEncoder、AutoEncoderNew、AutoEncoderTopK、BatchTopKSAE、MatryoshkaBatchTopKSAE、JumpReluAutoEncoder 和 GatedAutoEncoder。</translation>
    </message>
    <message>
        <source>What is read: relu and topk.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>可读取：relu 和 topk。</translation>
    </message>
    <message>
        <source>What is read: standard, topk, batchtopk, jumprelu and gated autoencoders.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>可读取：standard、topk、batchtopk、jumprelu 和 gated 自编码器。</translation>
    </message>
    <message>
        <source>Which layer it reads is not said: give it with --layer N</source>
        <extracomment>app/cli/sae_report.cpp</extracomment>
        <translation>没有说明读取哪一层：请用 --layer N 指定</translation>
    </message>
    <message>
        <source>With every other feature ablated (what the SAE does not rebuild is kept)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>消融所有其他特征时（保留 SAE 未重构的部分）</translation>
    </message>
    <message>
        <source>With the SAE&apos;s reconstruction in place of the model&apos;s stream</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>以 SAE 的重构代替模型的残差流时</translation>
    </message>
    <message>
        <source>Working with %1 of the %2 features that the rule takes.</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>使用规则所选 %2 个特征中的 %1 个。</translation>
    </message>
    <message>
        <source>Write each in full, as --name=value.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请将每项完整写成 --name=value。</translation>
    </message>
    <message>
        <source>Write for example: llm = 5 and stable</source>
        <extracomment>core/scoring/feature_rule.cpp</extracomment>
        <translation>例如：llm = 5 and stable</translation>
    </message>
    <message>
        <source>Write it again, or turn it into JSON Lines.</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>请重新写入，或将其转换为 JSON Lines。</translation>
    </message>
    <message>
        <source>Write it as &quot;prompt=question,chosen=best,rejected=worst&quot;; system, id, subset, split and preferred are optional.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>请写成 &quot;prompt=question,chosen=best,rejected=worst&quot; 的形式；system、id、subset、split 和 preferred 可选。</translation>
    </message>
    <message>
        <source>Write it as 3:10, :5 or -4:.</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>请写成 3:10、:5 或 -4:。</translation>
    </message>
    <message>
        <source>Write it as Slurm does: gpu:1 or gpu:a100:2.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请按 Slurm 的写法填写：gpu:1 或 gpu:a100:2。</translation>
    </message>
    <message>
        <source>Write it like 48G or 64000M.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请写成 48G 或 64000M 的形式。</translation>
    </message>
    <message>
        <source>Write minutes, HH:MM:SS or D-HH:MM:SS.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>请写分钟数、HH:MM:SS 或 D-HH:MM:SS。</translation>
    </message>
    <message>
        <source>Write the names as the file has them.</source>
        <extracomment>core/data/pair_mapping.cpp</extracomment>
        <translation>请按文件中的写法填写名称。</translation>
    </message>
    <message>
        <source>Writing explanations</source>
        <extracomment>core/exports/delphi.cpp</extracomment>
        <translation>正在写入解释</translation>
    </message>
    <message>
        <source>Writing features</source>
        <extracomment>core/exports/feature_table.cpp</extracomment>
        <translation>正在写入特征</translation>
    </message>
    <message>
        <source>Writing metrics</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>正在写入指标</translation>
    </message>
    <message>
        <source>Writing pairs</source>
        <extracomment>core/exports/pair_dataset.cpp</extracomment>
        <translation>正在写入偏好对</translation>
    </message>
    <message>
        <source>Writing the SAE</source>
        <extracomment>app/cli/export_sae.cpp</extracomment>
        <translation>正在写入 SAE</translation>
    </message>
    <message>
        <source>Writing the model</source>
        <extracomment>app/cli/export_model.cpp</extracomment>
        <translation>正在写入模型</translation>
    </message>
    <message>
        <source>You may read the workspace but not write it: its file workspace.db is protected. What is in it can be looked at; nothing can be rated, imported or made here.</source>
        <extracomment>core/workspace/workspace_access.cpp</extracomment>
        <translation>您可以读取工作区，但不能写入：其文件 workspace.db 受保护。可以查看其中的内容，但无法评分、导入或新建。</translation>
    </message>
    <message>
        <source>You may read the workspace but not write it: its folder is protected. What is in it can be looked at; nothing can be rated, imported or made here.</source>
        <extracomment>core/workspace/workspace_access.cpp</extracomment>
        <translation>您可以读取工作区，但不能写入：其文件夹受保护。可以查看其中的内容，但无法评分、导入或新建。</translation>
    </message>
    <message>
        <source>\%1 (a hexadecimal digit there, a blank here)</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>\%1（在那里是十六进制数字，在此处是空白）</translation>
    </message>
    <message>
        <source>\G (the place where a search starts)</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>\G（搜索开始的位置）</translation>
    </message>
    <message>
        <source>`safer formats` lists what is read.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>`safer formats` 会列出可读取的格式。</translation>
    </message>
    <message>
        <source>`safer formats` lists what is read; an SAE that is one file is named itself.</source>
        <extracomment>core/sae/sae_import.cpp</extracomment>
        <translation>`safer formats` 会列出可读取的格式；若 SAE 是单个文件，请直接指定该文件。</translation>
    </message>
    <message>
        <source>`safer jobs --workspace %1` lists them.</source>
        <extracomment>core/exports/run_metrics.cpp</extracomment>
        <translation>`safer jobs --workspace %1` 会列出它们。</translation>
    </message>
    <message>
        <source>`safer jobs queue` lists what is.</source>
        <extracomment>core/jobs/queue_cancel.cpp</extracomment>
        <translation>`safer jobs queue` 会列出队列中的运行。</translation>
    </message>
    <message>
        <source>`safer jobs queue` says what it waits for.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>`safer jobs queue` 会说明它在等待什么。</translation>
    </message>
    <message>
        <source>`safer jobs` lists the runs.</source>
        <extracomment>core/jobs/queue_operations.cpp</extracomment>
        <translation>`safer jobs` 会列出所有运行。</translation>
    </message>
    <message>
        <source>`safer sets list` names those it has.</source>
        <extracomment>core/workspace/workspace_ratings.cpp</extracomment>
        <translation>`safer sets list` 会列出已有的特征集。</translation>
    </message>
    <message>
        <source>`safer sets show` lists its features.</source>
        <extracomment>core/scoring/feature_set_builder.cpp</extracomment>
        <translation>`safer sets show` 会列出其特征。</translation>
    </message>
    <message>
        <source>`safer sweep list` shows those that there are.</source>
        <extracomment>core/workspace/sweep_folder.cpp</extracomment>
        <translation>`safer sweep list` 会列出已有的。</translation>
    </message>
    <message>
        <source>`safer sweep show %1` numbers them.</source>
        <extracomment>core/workspace/sweep_verdicts.cpp</extracomment>
        <translation>`safer sweep show %1` 会为其编号。</translation>
    </message>
    <message>
        <source>`squeue --name=%1` shows whether it took the job.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>`squeue --name=%1` 会显示任务是否已被接收。</translation>
    </message>
    <message>
        <source>a &quot;completion&quot; is not one answer of the assistant</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>某个“completion”不是助手的单个回答</translation>
    </message>
    <message>
        <source>a class within a class</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>字符类中的字符类</translation>
    </message>
    <message>
        <source>a correlation is not between -1 and 1.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>某个相关系数不在 -1 到 1 之间。</translation>
    </message>
    <message>
        <source>a count</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>数量</translation>
    </message>
    <message>
        <source>a feature of the set is named twice.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>特征集中的某个特征被列出两次。</translation>
    </message>
    <message>
        <source>a filter needs an integer, not</source>
        <extracomment>core/text/template_filters.cpp</extracomment>
        <translation>过滤器需要整数，而不是</translation>
    </message>
    <message>
        <source>a finite number</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>有限数值</translation>
    </message>
    <message>
        <source>a known answer</source>
        <extracomment>core/judge/known_answers.cpp</extracomment>
        <translation>已知回答</translation>
    </message>
    <message>
        <source>a latent is not a finite number</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>某个隐变量不是有限数值</translation>
    </message>
    <message>
        <source>a layer of the model, or -1 for three quarters of the depth</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>模型的某一层，或 -1 表示深度的四分之三</translation>
    </message>
    <message>
        <source>a list</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>列表</translation>
    </message>
    <message>
        <source>a list of subsets</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>子集列表</translation>
    </message>
    <message>
        <source>a member of %1 is named by something that is no text</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>%1 有一个字段的名称不是文本</translation>
    </message>
    <message>
        <source>a message</source>
        <extracomment>core/engine/engine_protocol.cpp</extracomment>
        <translation>一条消息</translation>
    </message>
    <message>
        <source>a message in %1 lacks a role or a text</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>%1 中的一条消息缺少角色或文本</translation>
    </message>
    <message>
        <source>a number</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>数字</translation>
    </message>
    <message>
        <source>a number of this size</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>此大小的数字</translation>
    </message>
    <message>
        <source>a number of tokens, 0 for one pass or -1 to skip the stage</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>词元数，0 表示遍历一次，-1 表示跳过该阶段</translation>
    </message>
    <message>
        <source>a pair of numbers, the lower one first</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>一对数值（较小的在前）</translation>
    </message>
    <message>
        <source>a positive number</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>正数</translation>
    </message>
    <message>
        <source>a question to the engine</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>对引擎的请求</translation>
    </message>
    <message>
        <source>a quote that begins in this row never ends; everything after it is part of it</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>此行开始的引号没有结束；其后的内容都被算在内</translation>
    </message>
    <message>
        <source>a rating</source>
        <extracomment>app/cli/job_rate.cpp</extracomment>
        <translation>一个评分</translation>
    </message>
    <message>
        <source>a record</source>
        <extracomment>core/data/file_preview.cpp</extracomment>
        <translation>一条记录</translation>
    </message>
    <message>
        <source>a reward is not a finite number</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>某个奖励不是有限数值</translation>
    </message>
    <message>
        <source>a reward or the loss is not a finite number (%1)</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>奖励或损失不是有限数值（%1）</translation>
    </message>
    <message>
        <source>a reward or the loss is not a finite number%1</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>奖励或损失不是有限数值%1</translation>
    </message>
    <message>
        <source>a segment has latents for another number of tokens than it has tokens</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>某个片段的隐变量所对应的词元数与其词元数不同</translation>
    </message>
    <message>
        <source>a size is negative.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>某个大小为负数。</translation>
    </message>
    <message>
        <source>a slice needs integers, not</source>
        <extracomment>core/text/template_expressions.cpp</extracomment>
        <translation>切片需要整数，而不是</translation>
    </message>
    <message>
        <source>a slice of a</source>
        <extracomment>core/text/template_expressions.cpp</extracomment>
        <translation>切片，类型为</translation>
    </message>
    <message>
        <source>a standard deviation is below 0.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>某个标准差小于 0。</translation>
    </message>
    <message>
        <source>a token lies outside the text.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>某个词元超出文本范围。</translation>
    </message>
    <message>
        <source>a turn of its prompt is neither User&apos;s nor Assistant&apos;s</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>其提示中有一条消息既不是用户也不是助手的</translation>
    </message>
    <message>
        <source>a value of type</source>
        <extracomment>core/text/template_calls.cpp</extracomment>
        <translation>值的类型为</translation>
    </message>
    <message>
        <source>a whole number</source>
        <extracomment>core/features/index_manifest.cpp</extracomment>
        <translation>整数</translation>
    </message>
    <message>
        <source>a whole number that is at least 0</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>不小于 0 的整数</translation>
    </message>
    <message>
        <source>above 0, or there is nothing to learn</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>大于 0，否则没有可学习的内容</translation>
    </message>
    <message>
        <source>activation times gradient</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>激活乘梯度</translation>
    </message>
    <message>
        <source>all its completions have the same rank</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>其所有回答的排名相同</translation>
    </message>
    <message>
        <source>all pairs</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>全部偏好对</translation>
    </message>
    <message>
        <source>an SAE of Gemma Scope</source>
        <extracomment>core/sae/import_gemma_scope.cpp</extracomment>
        <translation>Gemma Scope 的 SAE</translation>
    </message>
    <message>
        <source>an answer holds further turns</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>某个回答中含有后续对话</translation>
    </message>
    <message>
        <source>an answer is itself a message list, which a cell could not be told from</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>某个回答本身是消息列表，无法与单元格区分</translation>
    </message>
    <message>
        <source>an answer of the engine</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>引擎的回答</translation>
    </message>
    <message>
        <source>an autoencoder of sparsify</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>sparsify 的自编码器</translation>
    </message>
    <message>
        <source>an earlier record has the same &quot;id&quot;</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>前面已有记录使用相同的“id”</translation>
    </message>
    <message>
        <source>an item by</source>
        <extracomment>core/text/template_expressions.cpp</extracomment>
        <translation>元素，索引类型为</translation>
    </message>
    <message>
        <source>an item of a</source>
        <extracomment>core/text/template_expressions.cpp</extracomment>
        <translation>元素，所属类型为</translation>
    </message>
    <message>
        <source>an object</source>
        <extracomment>core/causal/steering_profile.cpp</extracomment>
        <translation>对象</translation>
    </message>
    <message>
        <source>asked for</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>要求的</translation>
    </message>
    <message>
        <source>asks for rewards normalised by running statistics (&quot;%1&quot;), which is not supported</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>要求用运行统计量归一化奖励（“%1”），不受支持</translation>
    </message>
    <message>
        <source>beta1 and beta2</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>beta1 和 beta2</translation>
    </message>
    <message>
        <source>between 0 (off) and 1000</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>0（关闭）到 1000</translation>
    </message>
    <message>
        <source>between 0 and 0.9</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>0 到 0.9 之间</translation>
    </message>
    <message>
        <source>between 0 and 1</source>
        <extracomment>core/causal/strict_json.h</extracomment>
        <translation>0 到 1 之间</translation>
    </message>
    <message>
        <source>blocked: disk: it needs about %1 free in %2, which has %3.</source>
        <extracomment>core/jobs/disk_need.cpp</extracomment>
        <translation>受阻：磁盘：%2 需要约 %1 可用空间，目前为 %3。</translation>
    </message>
    <message>
        <source>both its answers look like transcripts</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>其两个回答都像对话记录</translation>
    </message>
    <message>
        <source>bytes follow its end</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其结尾之后还有字节</translation>
    </message>
    <message>
        <source>bytes stand before its first entry</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其第一个条目之前有字节</translation>
    </message>
    <message>
        <source>can&apos;t allocate memory</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>cannot allocate memory</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>cannot be kept without prices</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>没有价格则无法遵守</translation>
    </message>
    <message>
        <source>cannot be read: %1.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>无法读取：%1。</translation>
    </message>
    <message>
        <source>cannot be unpacked</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>无法解压</translation>
    </message>
    <message>
        <source>cfg.json names no model: tell its users which one it belongs to.</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>cfg.json 没有注明模型：请告知使用者它属于哪个模型。</translation>
    </message>
    <message>
        <source>column %1</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>column %1 is not valid UTF-8</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>第 %1 列不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>config.json gives the dtype as %1, but most weights are stored as %2.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>config.json 给出的数据类型为 %1，但多数权重以 %2 存储。</translation>
    </message>
    <message>
        <source>config.json names no end-of-text token.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>config.json 没有指定文本结束词元。</translation>
    </message>
    <message>
        <source>config.json names no model: tell its users which one it belongs to.</source>
        <extracomment>core/sae/export_archives.cpp</extracomment>
        <translation>config.json 没有注明模型：请告知使用者它属于哪个模型。</translation>
    </message>
    <message>
        <source>config.json names no padding token. Rewards here need none; tools that pad a batch read this model&apos;s rewards at the wrong token, or refuse.</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>config.json 没有指定填充词元。此处不需要；对批次进行填充的工具会在错误的词元读取奖励，或拒绝该模型。</translation>
    </message>
    <message>
        <source>data, settings or starting weights</source>
        <extracomment>core/training/reward_trainer.cpp</extracomment>
        <translation>数据、设置或初始权重</translation>
    </message>
    <message>
        <source>describes a mixture of experts (&quot;%1&quot;), which is not supported</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>描述了混合专家（“%1”），不受支持</translation>
    </message>
    <message>
        <source>describes quantised weights (&quot;quantization_config&quot;), which are not supported</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>描述了量化权重（“quantization_config”），不受支持</translation>
    </message>
    <message>
        <source>did not finish.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>没有完成。</translation>
    </message>
    <message>
        <source>differs between kinds of blocks, which is not supported</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>在不同类型的块之间不同，不受支持</translation>
    </message>
    <message>
        <source>does not match its checksum</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>与校验和不符</translation>
    </message>
    <message>
        <source>does not name its architecture</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>没有注明架构</translation>
    </message>
    <message>
        <source>does not say by content hash to which SAE its feature belongs</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>没有用内容哈希说明其特征属于哪个 SAE</translation>
    </message>
    <message>
        <source>does not say what it was made from.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>没有说明由什么生成。</translation>
    </message>
    <message>
        <source>does not show the contexts</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>没有显示上下文</translation>
    </message>
    <message>
        <source>evaluate_every and checkpoint_every</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>evaluate_every 和 checkpoint_every</translation>
    </message>
    <message>
        <source>feature %1 is not below %2</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>特征 %1 不小于 %2</translation>
    </message>
    <message>
        <source>feature %1 occurs twice at one token</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>特征 %1 在同一词元上出现两次</translation>
    </message>
    <message>
        <source>feature %1 of %2 is there twice with different scores.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>%2 的特征 %1 出现两次且评分不同。</translation>
    </message>
    <message>
        <source>feature %1 of %2 was rated again since the sheet was written (%3).</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>自表格写出后，%2 的特征 %1 又被重新评分（%3）。</translation>
    </message>
    <message>
        <source>feature %1 of %2 was rated again since the sheet was written.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>自表格写出后，%2 的特征 %1 又被重新评分。</translation>
    </message>
    <message>
        <source>float32 or bfloat16</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>float32 或 bfloat16</translation>
    </message>
    <message>
        <source>float32, bfloat16 or float16</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>float32、bfloat16 或 float16</translation>
    </message>
    <message>
        <source>for it has no name</source>
        <extracomment>core/judge/llm_client.cpp</extracomment>
        <translation>没有名称</translation>
    </message>
    <message>
        <source>from 0 to below 1</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>0 到小于 1</translation>
    </message>
    <message>
        <source>from 1 to 16,777,216</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>1 到 16,777,216</translation>
    </message>
    <message>
        <source>from 1 to the number of latents</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>1 到隐变量总数</translation>
    </message>
    <message>
        <source>further options</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>其他选项</translation>
    </message>
    <message>
        <source>given: with both stages skipped there is nothing to train</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>给定：跳过两个阶段就没有可训练的内容</translation>
    </message>
    <message>
        <source>has &quot;__metadata__&quot; twice</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>有两个“__metadata__”</translation>
    </message>
    <message>
        <source>has &quot;layer_types&quot; that do not name one kind for each of the %1 blocks</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>的“layer_types”没有为 %1 个块逐一指定类型</translation>
    </message>
    <message>
        <source>has %1 query heads, which %2 key/value heads cannot share evenly</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>有 %1 个查询头，无法由 %2 个键值头均分</translation>
    </message>
    <message>
        <source>has a block of the kind &quot;%1&quot;; only full_attention and sliding_attention are supported</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>含有“%1”类型的块；只支持 full_attention 和 sliding_attention</translation>
    </message>
    <message>
        <source>has a faulty RoPE setting: %1</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>的 RoPE 设置有误：%1</translation>
    </message>
    <message>
        <source>has a reward that is not a finite number.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>的奖励不是有限数值。</translation>
    </message>
    <message>
        <source>has a score, which the action &quot;%1&quot; does not take</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>带有“%1”操作不接受的评分</translation>
    </message>
    <message>
        <source>has a target that is not another event&apos;s id</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的目标不是另一事件的标识</translation>
    </message>
    <message>
        <source>has a target, which the action &quot;%1&quot; does not take</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>带有“%1”操作不接受的目标</translation>
    </message>
    <message>
        <source>has a text of more than %1 bytes</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的文本超过 %1 字节</translation>
    </message>
    <message>
        <source>has a text that is not valid UTF-8</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的文本不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>has a time that is not like 2026-07-26T09:30:12.345Z</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的时间不是 2026-07-26T09:30:12.345Z 的形式</translation>
    </message>
    <message>
        <source>has an &quot;id2label&quot; that does not name label %1</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的“id2label”没有命名标签 %1</translation>
    </message>
    <message>
        <source>has an &quot;id2label&quot; without labels, or with too many</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的“id2label”没有标签或标签过多</translation>
    </message>
    <message>
        <source>has an id that is not 32 hexadecimal digits</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的标识不是 32 位十六进制数</translation>
    </message>
    <message>
        <source>has an unknown placeholder %1 in %2</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>在 %2 中有未知占位符 %1</translation>
    </message>
    <message>
        <source>has at most %1 bytes</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>最多 %1 字节</translation>
    </message>
    <message>
        <source>has blocks that slide but no &quot;sliding_window&quot;</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>有滑动窗口块，却没有“sliding_window”</translation>
    </message>
    <message>
        <source>has details of more than %1 bytes</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的详情超过 %1 字节</translation>
    </message>
    <message>
        <source>has details that are nested too deep</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的详情嵌套过深</translation>
    </message>
    <message>
        <source>has details that are not a JSON object</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的详情不是 JSON 对象</translation>
    </message>
    <message>
        <source>has details that are not valid UTF-8</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的详情不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>has more than %1 MiB of metadata</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>的元数据超过 %1 MiB</translation>
    </message>
    <message>
        <source>has more than %1 metadata entries</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>的元数据条目超过 %1 个</translation>
    </message>
    <message>
        <source>has more than %1 tensors</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>的张量超过 %1 个</translation>
    </message>
    <message>
        <source>has more than 200,000 added tokens.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>的附加词元超过 200,000 个。</translation>
    </message>
    <message>
        <source>has more than a million tokens.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>的词元超过一百万个。</translation>
    </message>
    <message>
        <source>has more than two million merges.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>的合并超过两百万个。</translation>
    </message>
    <message>
        <source>has no &quot;weight_map&quot;</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>没有“weight_map”</translation>
    </message>
    <message>
        <source>has no [user] part after its [system] part</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>在 [system] 部分之后没有 [user] 部分</translation>
    </message>
    <message>
        <source>has no control characters and no space at its ends</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>不能含控制字符，首尾不能有空格</translation>
    </message>
    <message>
        <source>has no score</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>没有评分</translation>
    </message>
    <message>
        <source>has no two rewards.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>没有两个奖励。</translation>
    </message>
    <message>
        <source>has tensors with names of more than %1 MiB together</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>的张量名称合计超过 %1 MiB</translation>
    </message>
    <message>
        <source>has the activation &quot;%1&quot;; only %2 is supported for this family</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>的激活函数为“%1”；此系列只支持 %2</translation>
    </message>
    <message>
        <source>has the architecture &quot;%1&quot;, which is not supported</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的架构“%1”不受支持</translation>
    </message>
    <message>
        <source>has the dtype &quot;%1&quot;; expected float32, float16 or bfloat16</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的数据类型为“%1”；应为 float32、float16 或 bfloat16</translation>
    </message>
    <message>
        <source>has the metadata key %1 twice</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>的元数据键 %1 重复</translation>
    </message>
    <message>
        <source>has the model type &quot;%1&quot; (%2), which is not supported</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的模型类型“%1”（%2）不受支持</translation>
    </message>
    <message>
        <source>has the model type &quot;%1&quot;, but the architecture &quot;%2&quot; is another family&apos;s</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的模型类型为“%1”，而架构“%2”属于另一系列</translation>
    </message>
    <message>
        <source>has the model type &quot;%1&quot;, which is not supported</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的模型类型“%1”不受支持</translation>
    </message>
    <message>
        <source>has the odd head size %1; rotary positions need an even one</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>的头尺寸 %1 为奇数；旋转位置编码需要偶数</translation>
    </message>
    <message>
        <source>has the score %1; scores go from 1 to 5</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>的评分为 %1；评分应为 1 到 5</translation>
    </message>
    <message>
        <source>has the type &quot;%1&quot;; only default, linear and llama3 are supported</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>的类型为“%1”；只支持 default、linear 和 llama3</translation>
    </message>
    <message>
        <source>has to be an absolute path</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>必须是绝对路径</translation>
    </message>
    <message>
        <source>has to be sentence-ends or all-tokens</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>必须是 sentence-ends 或 all-tokens</translation>
    </message>
    <message>
        <source>has to lie between %1 and %2</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>必须在 %1 与 %2 之间</translation>
    </message>
    <message>
        <source>has too many pairs.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>偏好对过多。</translation>
    </message>
    <message>
        <source>has two %1 parts</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>有两个 %1 部分</translation>
    </message>
    <message>
        <source>has two lists of added tokens.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>有两个附加词元列表。</translation>
    </message>
    <message>
        <source>has two lists of merges.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>有两个合并列表。</translation>
    </message>
    <message>
        <source>has two objects &quot;weight_map&quot;</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>有两个“weight_map”对象</translation>
    </message>
    <message>
        <source>has two vocabularies.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>有两个词表。</translation>
    </message>
    <message>
        <source>hides an order in a disguise</source>
        <extracomment>core/judge/suspicion.cpp</extracomment>
        <translation>以伪装形式隐藏指令</translation>
    </message>
    <message>
        <source>holds a ready-made score</source>
        <extracomment>core/judge/suspicion.cpp</extracomment>
        <translation>含有现成的评分</translation>
    </message>
    <message>
        <source>holds more values than there is memory for.</source>
        <extracomment>core/base/json_builder.cpp</extracomment>
        <translation>包含的值超出内存容量。</translation>
    </message>
    <message>
        <source>holds no verdict.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>没有判定结果。</translation>
    </message>
    <message>
        <source>holds numbers that no feature can have</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>含有无效的特征编号</translation>
    </message>
    <message>
        <source>holds places that are none.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>含有无效的位置。</translation>
    </message>
    <message>
        <source>human &gt;= 4</source>
        <extracomment>core/workspace/index_context.cpp</extracomment>
        <translation>human &gt;= 4</translation>
    </message>
    <message>
        <source>integrated gradients</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>is &quot;%1&quot;, which is unknown</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>为“%1”，无法识别</translation>
    </message>
    <message>
        <source>is &quot;blind&quot;, which only a person&apos;s rating can be</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>为“blind”，只有人工评分才可以</translation>
    </message>
    <message>
        <source>is &quot;unrated&quot;, which only a judge can be</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>为“unrated”，只有评判模型才可以</translation>
    </message>
    <message>
        <source>is a bare Python pickle, which is a program and not read here</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>是单独的 Python pickle，属于程序，此处不读取</translation>
    </message>
    <message>
        <source>is a comment without text</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>是没有文本的评论</translation>
    </message>
    <message>
        <source>is a pointer of Git LFS, not the file itself</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>是 Git LFS 的指针，而不是文件本身</translation>
    </message>
    <message>
        <source>is a safetensors file under another name</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>是改了名称的 safetensors 文件</translation>
    </message>
    <message>
        <source>is an adjudication by a judge; the last word is a person&apos;s</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>是评判模型的裁定；最终裁定须由人作出</translation>
    </message>
    <message>
        <source>is another kind of file.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>是另一种文件。</translation>
    </message>
    <message>
        <source>is blocked</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>受阻</translation>
    </message>
    <message>
        <source>is cut short or has bytes too many.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>不完整或字节过多。</translation>
    </message>
    <message>
        <source>is damaged: it has %1 of %2 pairs.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>已损坏：只有 %2 个偏好对中的 %1 个。</translation>
    </message>
    <message>
        <source>is damaged: its contents do not fit its checksum.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>已损坏：内容与校验和不符。</translation>
    </message>
    <message>
        <source>is empty</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>为空</translation>
    </message>
    <message>
        <source>is in the format that torch.save() wrote before PyTorch 1.6, which is not read here</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>采用 PyTorch 1.6 之前 torch.save() 写出的格式，此处不读取</translation>
    </message>
    <message>
        <source>is larger than %1 MiB</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>超过 %1 MiB</translation>
    </message>
    <message>
        <source>is larger than %1 MiB.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>超过 %1 MiB。</translation>
    </message>
    <message>
        <source>is longer than 64 KiB or is not valid UTF-8 text</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>超过 64 KiB 或不是有效的 UTF-8 文本</translation>
    </message>
    <message>
        <source>is missing</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is neither a torch file (.pt) nor a NumPy file (.npz, .npy)</source>
        <extracomment>core/tensor/tensor_archive.cpp</extracomment>
        <translation>既不是 torch 文件（.pt），也不是 NumPy 文件（.npz、.npy）</translation>
    </message>
    <message>
        <source>is nested deeper than %1 levels</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>is nested deeper than 64 levels.</source>
        <extracomment>core/base/json_builder.cpp</extracomment>
        <translation>嵌套超过 64 层。</translation>
    </message>
    <message>
        <source>is no hash</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>不是哈希值</translation>
    </message>
    <message>
        <source>is no name of a folder</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>不是文件夹名称</translation>
    </message>
    <message>
        <source>is no name of a run</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>不是运行名称</translation>
    </message>
    <message>
        <source>is no run of this workspace.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>不是此工作区的运行。</translation>
    </message>
    <message>
        <source>is not a feature map, or only the beginning of one.</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>不是特征图，或只有开头部分。</translation>
    </message>
    <message>
        <source>is not a list of whole numbers</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>不是整数列表</translation>
    </message>
    <message>
        <source>is not a whole number that fits</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>不是合适的整数</translation>
    </message>
    <message>
        <source>is not in the queue</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>不在队列中</translation>
    </message>
    <message>
        <source>is not known here</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>is not the name of an environment variable</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>不是环境变量名</translation>
    </message>
    <message>
        <source>is not the verdict of a pair.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>不是偏好对的判定结果。</translation>
    </message>
    <message>
        <source>is not valid JSON (at byte %1)</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>不是有效的 JSON（第 %1 字节处）</translation>
    </message>
    <message>
        <source>is not valid JSON (at byte %1).</source>
        <extracomment>core/base/json_builder.cpp</extracomment>
        <translation>不是有效的 JSON（第 %1 字节处）。</translation>
    </message>
    <message>
        <source>is not valid JSON: it contains a NUL byte</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>不是有效的 JSON：其中含有 NUL 字节</translation>
    </message>
    <message>
        <source>is too long or is not valid text</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>过长或不是有效文本</translation>
    </message>
    <message>
        <source>is too long to be the judge&apos;s name</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>作为评判模型名称过长</translation>
    </message>
    <message>
        <source>is valid UTF-8</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>须为有效的 UTF-8</translation>
    </message>
    <message>
        <source>it belongs to another plan, model or data set</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>它属于另一个计划、模型或数据集</translation>
    </message>
    <message>
        <source>it claims %1 entries</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>它声称有 %1 个条目</translation>
    </message>
    <message>
        <source>it does not begin like one</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>开头不符</translation>
    </message>
    <message>
        <source>it does not say so</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>没有说明</translation>
    </message>
    <message>
        <source>it does not start like one</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>开头不符</translation>
    </message>
    <message>
        <source>it ended with exit code %1</source>
        <extracomment>core/jobs/slurm_program.cpp</extracomment>
        <translation>它以退出码 %1 结束</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>文件过早结束</translation>
    </message>
    <message>
        <source>it has %1 bytes of data, which does not match its shape</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>其数据为 %1 字节，与形状不符</translation>
    </message>
    <message>
        <source>it has %1 cells where the header has %2</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>该行有 %1 个单元格，而表头有 %2 个</translation>
    </message>
    <message>
        <source>it has %1 pairs instead of %2</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>它有 %1 个偏好对，而不是 %2 个</translation>
    </message>
    <message>
        <source>it has a finetuning scaling factor, which is not read.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>它有微调缩放系数，不予读取。</translation>
    </message>
    <message>
        <source>it has a whole number of more than 64 bits</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其中有超过 64 位的整数</translation>
    </message>
    <message>
        <source>it has another format version</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>格式版本不同</translation>
    </message>
    <message>
        <source>it has another number of features than the index</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>特征数量与索引不同</translation>
    </message>
    <message>
        <source>it has fewer latents than it says.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>隐变量少于声明的数量。</translation>
    </message>
    <message>
        <source>it has more latents than it says.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>隐变量多于声明的数量。</translation>
    </message>
    <message>
        <source>it has no &quot;conversations&quot;</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>没有“conversations”</translation>
    </message>
    <message>
        <source>it has no &quot;label&quot;</source>
        <extracomment>core/data/judged_records.cpp</extracomment>
        <translation>没有“label”</translation>
    </message>
    <message>
        <source>it has no %1</source>
        <extracomment>core/data/benchmark_records.cpp</extracomment>
        <translation>没有 %1</translation>
    </message>
    <message>
        <source>it has no score or no margin</source>
        <extracomment>core/experiments/audit.cpp</extracomment>
        <translation>没有分数或奖励差</translation>
    </message>
    <message>
        <source>it has no version</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>没有版本</translation>
    </message>
    <message>
        <source>it has not one reward per dose.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>并非每个剂量对应一个奖励。</translation>
    </message>
    <message>
        <source>it has not three chosen and three rejected answers</source>
        <extracomment>core/data/benchmark_records.cpp</extracomment>
        <translation>它没有三个优选回答和三个拒选回答</translation>
    </message>
    <message>
        <source>it has other arms</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>实验臂不同</translation>
    </message>
    <message>
        <source>it has other sections</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>类别不同</translation>
    </message>
    <message>
        <source>it has the entry %1 twice</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>条目 %1 出现两次</translation>
    </message>
    <message>
        <source>it has the tensor %1 twice</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>张量 %1 出现两次</translation>
    </message>
    <message>
        <source>it holds more than %1 bytes</source>
        <extracomment>core/data/parquet_records.cpp</extracomment>
        <translation>其内容超过 %1 字节</translation>
    </message>
    <message>
        <source>it holds text that is not UTF-8</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>其中有不是 UTF-8 的文本</translation>
    </message>
    <message>
        <source>it is a single answer</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>它是单个回答</translation>
    </message>
    <message>
        <source>it is a transcoder (&quot;%1&quot;): it predicts another place of the model.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>它是转码器（“%1”）：预测模型的另一位置。</translation>
    </message>
    <message>
        <source>it is cut short</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>它不完整</translation>
    </message>
    <message>
        <source>it is longer than it should be</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>过长</translation>
    </message>
    <message>
        <source>it is nested deeper than %1 levels</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>it is no preference pair</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>它不是偏好对</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>it is not valid UTF-8</source>
        <extracomment>core/data/pair_reader.cpp</extracomment>
        <translation>它不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>it is of another version</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>它是另一个版本</translation>
    </message>
    <message>
        <source>it is one part of several</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>它是多个分卷之一</translation>
    </message>
    <message>
        <source>it is only %1 bytes long</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>它只有 %1 字节</translation>
    </message>
    <message>
        <source>it is too short</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>过短</translation>
    </message>
    <message>
        <source>it lacks an id or a prompt, or both its answers are the same</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>缺少标识或提示，或两个回答相同</translation>
    </message>
    <message>
        <source>it norms what a block adds, and a vector before that norm would not stay the same at every token</source>
        <extracomment>core/model/reward_model.cpp</extracomment>
        <translation>它对块添加的内容做归一化，而归一化之前的向量无法在每个词元上保持不变</translation>
    </message>
    <message>
        <source>it reads activations reshaped (%1), not a residual stream.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>它读取变形后的激活（%1），而不是残差流。</translation>
    </message>
    <message>
        <source>it reads one attention head (&quot;%1&quot;), not a residual stream.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>它读取一个注意力头（“%1”），而不是残差流。</translation>
    </message>
    <message>
        <source>it takes too long</source>
        <extracomment>core/text/regex.cpp</extracomment>
        <translation>耗时过长</translation>
    </message>
    <message>
        <source>its bytes do not match its shape</source>
        <extracomment>core/tensor/numpy_writer.cpp</extracomment>
        <translation>其字节与形状不符</translation>
    </message>
    <message>
        <source>its central directory does not lie where the end record says</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其中央目录不在结尾记录所指的位置</translation>
    </message>
    <message>
        <source>its central directory has more than its entries</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其中央目录含有条目之外的内容</translation>
    </message>
    <message>
        <source>its central directory is damaged</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其中央目录已损坏</translation>
    </message>
    <message>
        <source>its content hash is %1… instead of %2…</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>其内容哈希为 %1…，而不是 %2…</translation>
    </message>
    <message>
        <source>its data is damaged</source>
        <extracomment>core/data/byte_source.cpp</extracomment>
        <translation>数据已损坏</translation>
    </message>
    <message>
        <source>its down projections have no bias, and no other family norms queries and keys as it does</source>
        <extracomment>core/model/reward_model.cpp</extracomment>
        <translation>其下投影没有偏置，而没有其他系列像它这样对查询和键做归一化</translation>
    </message>
    <message>
        <source>its down projections have no bias, and the family that has them knows no sliding window</source>
        <extracomment>core/model/reward_model.cpp</extracomment>
        <translation>其下投影没有偏置，而有偏置的系列不支持滑动窗口</translation>
    </message>
    <message>
        <source>its end is missing or damaged</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>结尾缺失或已损坏</translation>
    </message>
    <message>
        <source>its entry %1 does not lie where the directory says</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 不在目录所指的位置</translation>
    </message>
    <message>
        <source>its entry %1 is compressed in a way that torch and NumPy do not use</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 采用了 torch 和 NumPy 不使用的压缩方式</translation>
    </message>
    <message>
        <source>its entry %1 is encrypted</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 已加密</translation>
    </message>
    <message>
        <source>its entry %1 is stored with two different sizes</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 存有两个不同的大小</translation>
    </message>
    <message>
        <source>its entry %1 is too long</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其条目 %1 过长</translation>
    </message>
    <message>
        <source>its entry %1 lies outside of %2</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其条目 %1 在 %2 之外</translation>
    </message>
    <message>
        <source>its entry %1 runs past the end</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 超出末尾</translation>
    </message>
    <message>
        <source>its header claims %1 bytes</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>其文件头声称 %1 字节</translation>
    </message>
    <message>
        <source>its header claims %1 bytes, the file has %2</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>其文件头声称 %1 字节，而文件只有 %2</translation>
    </message>
    <message>
        <source>its header claims %1 bytes; 100000000 are allowed</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>其文件头声称 %1 字节；最多允许 100000000</translation>
    </message>
    <message>
        <source>its header contains a NUL byte</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>其文件头含有 NUL 字节</translation>
    </message>
    <message>
        <source>its header does not start with {</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>其文件头不以 { 开头</translation>
    </message>
    <message>
        <source>its header entry %1 is not an object</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>其文件头的条目 %1 不是对象</translation>
    </message>
    <message>
        <source>its header is not an object of tensors</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>其文件头不是张量的对象</translation>
    </message>
    <message>
        <source>its header is not valid JSON (at byte %1 of the file)</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>其文件头不是有效的 JSON（文件第 %1 字节处）</translation>
    </message>
    <message>
        <source>its header is not what NumPy writes for a plain array (fields and records are not read)</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>其文件头不是 NumPy 为普通数组写出的形式（不读取字段和结构化记录）</translation>
    </message>
    <message>
        <source>its kind is unknown.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其类型未知。</translation>
    </message>
    <message>
        <source>its latents do not belong to its tokens.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其隐变量与词元不对应。</translation>
    </message>
    <message>
        <source>its member %1 is neither a tensor nor a number, flag or text</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其字段 %1 既不是张量，也不是数值、布尔值或文本</translation>
    </message>
    <message>
        <source>its members are nested more than %1 deep</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其字段嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>its meta data is not a JSON object</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>其元数据不是 JSON 对象</translation>
    </message>
    <message>
        <source>its mode is unknown</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>其模式未知</translation>
    </message>
    <message>
        <source>its numbers are not one per token.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其数值并非每个词元一个。</translation>
    </message>
    <message>
        <source>its numbers contradict each other</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>其数值自相矛盾</translation>
    </message>
    <message>
        <source>its numbers do not belong together.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其数值互不对应。</translation>
    </message>
    <message>
        <source>its pair table does not fit the file</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>其偏好对表与文件不符</translation>
    </message>
    <message>
        <source>its pickle calls a function of torch in a way that torch.save() does not</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其 pickle 调用 torch 函数的方式与 torch.save() 不同</translation>
    </message>
    <message>
        <source>its pickle calls something that is no function of torch</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其 pickle 调用了不属于 torch 的函数</translation>
    </message>
    <message>
        <source>its pickle has more than %1 values</source>
        <extracomment>core/tensor/pickle_machine.h</extracomment>
        <translation>其 pickle 的值超过 %1 个</translation>
    </message>
    <message>
        <source>its pickle has the instruction %1, which torch.save() does not use</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 含有 torch.save() 不使用的指令 %1</translation>
    </message>
    <message>
        <source>its pickle has too many instructions</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 的指令过多</translation>
    </message>
    <message>
        <source>its pickle is damaged</source>
        <extracomment>core/tensor/pickle_machine.h</extracomment>
        <translation>其 pickle 已损坏</translation>
    </message>
    <message>
        <source>its pickle is larger than %1 MiB</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 超过 %1 MiB</translation>
    </message>
    <message>
        <source>its pickle is nested too deeply</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 嵌套过深</translation>
    </message>
    <message>
        <source>its pickle is of protocol 0 or 1, or none at all</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 的协议为 0 或 1，或根本没有协议</translation>
    </message>
    <message>
        <source>its pickle makes objects of a class (instruction %1), which is never done here</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 要创建某个类的对象（指令 %1），此处绝不执行</translation>
    </message>
    <message>
        <source>its pickle names a storage in a way that torch.save() does not</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其 pickle 指定存储的方式与 torch.save() 不同</translation>
    </message>
    <message>
        <source>its pickle remembers too many values</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其 pickle 记忆的值过多</translation>
    </message>
    <message>
        <source>its pickle sets an attribute other than _metadata</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其 pickle 设置了 _metadata 以外的属性</translation>
    </message>
    <message>
        <source>its pickle sets attributes of an object</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其 pickle 设置了对象的属性</translation>
    </message>
    <message>
        <source>its pickle spells a tensor in a way that torch.save() does not</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其 pickle 描述张量的方式与 torch.save() 不同</translation>
    </message>
    <message>
        <source>its pickle stacks too many values</source>
        <extracomment>core/tensor/pickle_machine.h</extracomment>
        <translation>其 pickle 堆栈中的值过多</translation>
    </message>
    <message>
        <source>its prompt asks for SteerLM attributes, which are no preference</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>其提示要求 SteerLM 属性，这不是偏好</translation>
    </message>
    <message>
        <source>its prompt is not the same again after it was one text</source>
        <extracomment>core/data/pair_export.cpp</extracomment>
        <translation>其提示合为一个文本后无法还原</translation>
    </message>
    <message>
        <source>its rewards are not one per pair.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其奖励并非每个偏好对一个。</translation>
    </message>
    <message>
        <source>its running rewards are not one per token.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其逐词元奖励并非每个词元一个。</translation>
    </message>
    <message>
        <source>its sections do not fit the file</source>
        <extracomment>core/features/shard_file.cpp</extracomment>
        <translation>其各部分与文件不符</translation>
    </message>
    <message>
        <source>its shard would pass 4 GiB of names; use fewer pairs per shard</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>其分片的名称会超过 4 GiB；请减少每个分片的偏好对</translation>
    </message>
    <message>
        <source>its shard would pass 4 GiB; use fewer pairs per shard</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>其分片会超过 4 GiB；请减少每个分片的偏好对</translation>
    </message>
    <message>
        <source>its strategy is unknown</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>其策略未知</translation>
    </message>
    <message>
        <source>its tensor %1 reaches past the end of its data</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其张量 %1 超出数据末尾</translation>
    </message>
    <message>
        <source>its tensors cover %1 of %2 bytes</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>其张量只覆盖 %2 字节中的 %1</translation>
    </message>
    <message>
        <source>its text is too long or none</source>
        <extracomment>core/tensor/torch_archive_writer.cpp</extracomment>
        <translation>其文本过长或不是文本</translation>
    </message>
    <message>
        <source>its tokens are not in order.</source>
        <extracomment>core/engine/engine_answers_read.cpp</extracomment>
        <translation>其词元顺序不对。</translation>
    </message>
    <message>
        <source>its two end records contradict each other</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其两个结尾记录自相矛盾</translation>
    </message>
    <message>
        <source>its version %1.%2 is not known</source>
        <extracomment>core/tensor/numpy_array.cpp</extracomment>
        <translation>其版本 %1.%2 无法识别</translation>
    </message>
    <message>
        <source>its version is not %1</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>其版本不是 %1</translation>
    </message>
    <message>
        <source>its zip64 end record is damaged</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其 zip64 结尾记录已损坏</translation>
    </message>
    <message>
        <source>line %1</source>
        <extracomment>core/judge/prompt.cpp</extracomment>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>lists &quot;layer_types&quot; that differ from block to block, which Mistral&apos;s class does not do</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>列出的“layer_types”各块不同，而 Mistral 的类不支持</translation>
    </message>
    <message>
        <source>make a folder beside</source>
        <extracomment>core/storage/hashed_copy.cpp</extracomment>
        <translation>在旁边创建文件夹</translation>
    </message>
    <message>
        <source>make the folder</source>
        <extracomment>core/storage/database_swap.cpp</extracomment>
        <translation>创建文件夹</translation>
    </message>
    <message>
        <source>mixes letters that look alike</source>
        <extracomment>core/judge/suspicion.cpp</extracomment>
        <translation>混用外形相似的字母</translation>
    </message>
    <message>
        <source>more than %1 doses.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>剂量超过 %1 个。</translation>
    </message>
    <message>
        <source>more than 0 and at most 1</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>大于 0 且不超过 1</translation>
    </message>
    <message>
        <source>more than 0 and at most a million</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>大于 0 且不超过一百万</translation>
    </message>
    <message>
        <source>must not be negative</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>不能为负</translation>
    </message>
    <message>
        <source>names &quot;%1&quot;, which is unknown</source>
        <extracomment>core/experiments/sweep_json.cpp</extracomment>
        <translation>列出了无法识别的“%1”</translation>
    </message>
    <message>
        <source>names more than %1 shards</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>列出的分片超过 %1 个</translation>
    </message>
    <message>
        <source>names more than %1 tensors</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>列出的张量超过 %1 个</translation>
    </message>
    <message>
        <source>names the tensor %1 twice</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>两次列出张量 %1</translation>
    </message>
    <message>
        <source>needs high_freq_factor above low_freq_factor</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>的 high_freq_factor 须大于 low_freq_factor</translation>
    </message>
    <message>
        <source>no change</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>无更改</translation>
    </message>
    <message>
        <source>no longer exists</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>no run can use %1 GPUs or %2 CPUs.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>没有运行能使用 %1 个 GPU 或 %2 个 CPU。</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>of %1, highest first</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>共 %1 个，从高到低</translation>
    </message>
    <message>
        <source>of %1, lowest first</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>共 %1 个，从低到高</translation>
    </message>
    <message>
        <source>one of its &quot;completions&quot; is not an object</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>其“completions”中有一项不是对象</translation>
    </message>
    <message>
        <source>one of its &quot;completions&quot; lacks a rank or a completion</source>
        <extracomment>core/data/nemo_records.cpp</extracomment>
        <translation>其“completions”中有一项缺少排名或回答</translation>
    </message>
    <message>
        <source>one of its tensors is stored with a pending operation; save tensor.resolve_neg().contiguous()</source>
        <extracomment>core/tensor/pickle_calls.cpp</extracomment>
        <translation>其中有一个张量带有待执行的操作；请保存 tensor.resolve_neg().contiguous()</translation>
    </message>
    <message>
        <source>one of its texts is not valid UTF-8</source>
        <extracomment>core/tensor/pickle_machine.cpp</extracomment>
        <translation>其中有一个文本不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>one text, number or gap of its header is longer than %1 MiB</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>其文件头中有文本、数值或空隙超过 %1 MiB</translation>
    </message>
    <message>
        <source>out of memory</source>
        <extracomment>core/jobs/exit_code.cpp</extracomment>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>pair gives its rejected answer the higher score; it is kept as the file says.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对的拒选回答分数更高；按文件原样保留。</translation>
    </message>
    <message>
        <source>pair has a safer answer that is not the better one.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对中更安全的回答不是更好的回答。</translation>
    </message>
    <message>
        <source>pair has equal scores: which answer is chosen says nothing there.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对的分数相同：其优选没有意义。</translation>
    </message>
    <message>
        <source>pair has two unsafe answers.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对的两个回答都不安全。</translation>
    </message>
    <message>
        <source>pair number %1 is &quot;%2&quot; instead of &quot;%3&quot;</source>
        <extracomment>core/experiments/apply.cpp</extracomment>
        <translation>第 %1 个偏好对是“%2”，而不是“%3”</translation>
    </message>
    <message>
        <source>pair prefers an unsafe answer to a safe one.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对以不安全的回答为优选。</translation>
    </message>
    <message>
        <source>pairs give their rejected answer the higher score; they are kept as the file says.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对的拒选回答分数更高；按文件原样保留。</translation>
    </message>
    <message>
        <source>pairs have a safer answer that is not the better one.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对中更安全的回答不是更好的回答。</translation>
    </message>
    <message>
        <source>pairs have equal scores: which answer is chosen says nothing there.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对的分数相同：其优选没有意义。</translation>
    </message>
    <message>
        <source>pairs have two unsafe answers.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对的两个回答都不安全。</translation>
    </message>
    <message>
        <source>pairs prefer an unsafe answer to a safe one.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>个偏好对以不安全的回答为优选。</translation>
    </message>
    <message>
        <source>params of a rate run, judge</source>
        <extracomment>core/judge/judge_settings.cpp</extracomment>
        <translation>评分运行的参数，judge</translation>
    </message>
    <message>
        <source>params of an evaluate run: &quot;dtype&quot; has to be auto, float32 or bfloat16.</source>
        <extracomment>app/cli/job_evaluate.cpp</extracomment>
        <translation>评估运行的参数：“dtype”必须是 auto、float32 或 bfloat16。</translation>
    </message>
    <message>
        <source>positive numbers</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>正数</translation>
    </message>
    <message>
        <source>process %1 (%2)</source>
        <extracomment>core/jobs/run_lock.cpp</extracomment>
        <translation>进程 %1（%2）</translation>
    </message>
    <message>
        <source>program paths</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>程序路径</translation>
    </message>
    <message>
        <source>put aside</source>
        <extracomment>core/storage/database_swap.cpp</extracomment>
        <translation>移到一旁</translation>
    </message>
    <message>
        <source>put in place</source>
        <extracomment>core/base/atomic_file.cpp</extracomment>
        <translation>放置到位</translation>
    </message>
    <message>
        <source>record has several right answers (Ties); its published rule needs all their scores.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>条记录有多个正确回答（Ties）；其已发布的规则需要它们的全部分数。</translation>
    </message>
    <message>
        <source>records have several right answers (Ties); their published rule needs all their scores.</source>
        <extracomment>core/data/pair_notes.cpp</extracomment>
        <translation>条记录有多个正确回答（Ties）；其已发布的规则需要它们的全部分数。</translation>
    </message>
    <message>
        <source>renormalise_every, checkpoint_every and dead_after_tokens</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>renormalise_every、checkpoint_every 和 dead_after_tokens</translation>
    </message>
    <message>
        <source>repeats the id &quot;%1&quot;.</source>
        <extracomment>core/experiments/verdict_file.cpp</extracomment>
        <translation>重复了标识“%1”。</translation>
    </message>
    <message>
        <source>reward model</source>
        <extracomment>core/workspace/causal_run.cpp</extracomment>
        <translation>奖励模型</translation>
    </message>
    <message>
        <source>reward_weight or language_model_weight</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>reward_weight 或 language_model_weight</translation>
    </message>
    <message>
        <source>rotates a part of each head alone (&quot;partial_rotary_factor&quot;), which is not supported</source>
        <extracomment>core/model/config_families.cpp</extracomment>
        <translation>只旋转每个头的一部分（“partial_rotary_factor”），不受支持</translation>
    </message>
    <message>
        <source>runs outside of Slurm.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>在 Slurm 之外运行。</translation>
    </message>
    <message>
        <source>safer profiles lists them.</source>
        <extracomment>core/workspace/steering_profiles.cpp</extracomment>
        <translation>safer profiles 会列出它们。</translation>
    </message>
    <message>
        <source>says num_labels %1 but names %2 labels</source>
        <extracomment>core/model/config.cpp</extracomment>
        <translation>给出 num_labels %1，却列出 %2 个标签</translation>
    </message>
    <message>
        <source>sbatch gave no job number.</source>
        <extracomment>core/jobs/slurm_launcher.cpp</extracomment>
        <translation>sbatch 没有给出任务编号。</translation>
    </message>
    <message>
        <source>sends tensor %1 to %2; only plain file names in the same folder are allowed</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>将张量 %1 指向 %2；只允许同一文件夹中的普通文件名</translation>
    </message>
    <message>
        <source>sets of features drawn at random</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>随机抽取的特征集</translation>
    </message>
    <message>
        <source>sets of features that fire about as often</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>激活频率相近的特征集</translation>
    </message>
    <message>
        <source>something that is no name</source>
        <extracomment>core/model/weight_map.cpp</extracomment>
        <translation>不是名称的内容</translation>
    </message>
    <message>
        <source>sparsify tells the layer by the folder&apos;s name: call it &quot;embed_tokens&quot;.</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>sparsify 由文件夹名得知层号：请将其命名为“embed_tokens”。</translation>
    </message>
    <message>
        <source>sparsify tells the layer by the folder&apos;s name: call it &quot;layers.%1&quot;.</source>
        <extracomment>core/sae/export_safetensors.cpp</extracomment>
        <translation>sparsify 由文件夹名得知层号：请将其命名为“layers.%1”。</translation>
    </message>
    <message>
        <source>stage1_learning_rate and stage2_learning_rate</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>stage1_learning_rate 和 stage2_learning_rate</translation>
    </message>
    <message>
        <source>stage1_tokens and stage2_tokens</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>stage1_tokens 和 stage2_tokens</translation>
    </message>
    <message>
        <source>stage1_tokens or stage2_tokens</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>stage1_tokens 或 stage2_tokens</translation>
    </message>
    <message>
        <source>stops after a checkpoint</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>写完检查点后停止</translation>
    </message>
    <message>
        <source>takes back no event: it has no target</source>
        <extracomment>core/data/rating_check.cpp</extracomment>
        <translation>没有撤回任何事件：缺少目标</translation>
    </message>
    <message>
        <source>tensor %1 ends at byte %2 of a buffer of %3</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>张量 %1 结束于第 %2 字节，而缓冲区为 %3</translation>
    </message>
    <message>
        <source>tensor %1 has %2 twice</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 有两个 %2</translation>
    </message>
    <message>
        <source>tensor %1 has a dtype, shape or data_offsets of the wrong type</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 的 dtype、shape 或 data_offsets 类型错误</translation>
    </message>
    <message>
        <source>tensor %1 has an impossible dimension</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 的维度不可能</translation>
    </message>
    <message>
        <source>tensor %1 has more than %2 dimensions</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 的维度超过 %2 个</translation>
    </message>
    <message>
        <source>tensor %1 has the dtype %2, which is not supported</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 的数据类型 %2 不受支持</translation>
    </message>
    <message>
        <source>tensor %1 has the unknown member %2</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 有未知字段 %2</translation>
    </message>
    <message>
        <source>tensor %1 lacks dtype, shape or data_offsets</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 缺少 dtype、shape 或 data_offsets</translation>
    </message>
    <message>
        <source>tensor %1 needs exactly two data_offsets</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>张量 %1 需要恰好两个 data_offsets</translation>
    </message>
    <message>
        <source>tensor %1 starts at byte %2 of the buffer where %3 was due (a gap or an overlap)</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>张量 %1 从缓冲区第 %2 字节开始，而应为 %3（有间隙或重叠）</translation>
    </message>
    <message>
        <source>the %1 %2 cannot be read</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>无法读取 %1 %2</translation>
    </message>
    <message>
        <source>the %1 %2 is not what was recorded</source>
        <extracomment>core/workspace/workspace_backup.cpp</extracomment>
        <translation>%1 %2 与记录不符</translation>
    </message>
    <message>
        <source>the %1 features</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>这 %1 个特征</translation>
    </message>
    <message>
        <source>the %1 features of &quot;%2&quot;</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>“%2”的 %1 个特征</translation>
    </message>
    <message>
        <source>the activation function %1 is not read with this architecture.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>此架构不读取激活函数 %1。</translation>
    </message>
    <message>
        <source>the answer</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>回答</translation>
    </message>
    <message>
        <source>the architecture %1 is not read.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>不读取架构 %1。</translation>
    </message>
    <message>
        <source>the arm does not say which feature it is.</source>
        <extracomment>core/causal/causal_report.cpp</extracomment>
        <translation>该实验臂没有说明是哪个特征。</translation>
    </message>
    <message>
        <source>the arm has no name.</source>
        <extracomment>core/causal/causal_plan.cpp</extracomment>
        <translation>实验臂没有名称。</translation>
    </message>
    <message>
        <source>the array has an empty element</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>数组中有空元素</translation>
    </message>
    <message>
        <source>the array is cut off: it has no closing ]</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>数组不完整：缺少结尾的 ]</translation>
    </message>
    <message>
        <source>the baseline</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>基线</translation>
    </message>
    <message>
        <source>the checkpoint</source>
        <extracomment>core/causal/causal_progress.cpp</extracomment>
        <translation>检查点</translation>
    </message>
    <message>
        <source>the command prefix starts with an empty word.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>命令前缀以空词开头。</translation>
    </message>
    <message>
        <source>the counts of pairs do not add up.</source>
        <extracomment>core/causal/effect.cpp</extracomment>
        <translation>偏好对的计数加总不符。</translation>
    </message>
    <message>
        <source>the data of a tensor, %1, has %2 bytes where %3 numbers of %4 were announced</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>张量数据 %1 为 %2 字节，而声明的是 %3 个 %4 数值</translation>
    </message>
    <message>
        <source>the data of a tensor, %1, is missing</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>缺少张量数据 %1</translation>
    </message>
    <message>
        <source>the end of a zip archive is missing</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>缺少 zip 归档的结尾</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; is repeated or out of range</source>
        <extracomment>core/experiments/plan.cpp</extracomment>
        <translation>条目“%1”重复或超出范围</translation>
    </message>
    <message>
        <source>the evaluation of %1</source>
        <extracomment>core/storage/evaluation_store.cpp</extracomment>
        <translation>%1 的评估</translation>
    </message>
    <message>
        <source>the extra fields of its entry %1 are damaged</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 的附加字段已损坏</translation>
    </message>
    <message>
        <source>the feature</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>该特征</translation>
    </message>
    <message>
        <source>the feature of &quot;%1&quot;</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>“%1”的特征</translation>
    </message>
    <message>
        <source>the first section is not that of all pairs.</source>
        <extracomment>core/causal/causal_report.cpp</extracomment>
        <translation>第一个类别不是全部偏好对。</translation>
    </message>
    <message>
        <source>the grace time of a cancelled run may be one day at most.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>已取消运行的宽限时间最多一天。</translation>
    </message>
    <message>
        <source>the index build&apos;s notes</source>
        <extracomment>core/features/index_quality.cpp</extracomment>
        <translation>索引构建的记录</translation>
    </message>
    <message>
        <source>the kept features at</source>
        <extracomment>ui/causal/steering_features.cpp</extracomment>
        <translation>保留的特征，位置：</translation>
    </message>
    <message>
        <source>the loss, a gradient or a weight is not a finite number (%1)</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>损失、梯度或权重不是有限数值（%1）</translation>
    </message>
    <message>
        <source>the loss, a gradient or a weight is not a finite number%1</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>损失、梯度或权重不是有限数值%1</translation>
    </message>
    <message>
        <source>the manifest</source>
        <extracomment>core/workspace/workspace_manifests.cpp</extracomment>
        <translation>清单</translation>
    </message>
    <message>
        <source>the map</source>
        <extracomment>core/features/feature_map.cpp</extracomment>
        <translation>特征图</translation>
    </message>
    <message>
        <source>the messages before the answers differ between &quot;chosen&quot; and &quot;rejected&quot;</source>
        <extracomment>core/data/record_parts.cpp</extracomment>
        <translation>“chosen”与“rejected”中回答之前的消息不同</translation>
    </message>
    <message>
        <source>the metadata value of %1 is not a string</source>
        <extracomment>core/tensor/safetensors_header.cpp</extracomment>
        <translation>%1 的元数据值不是字符串</translation>
    </message>
    <message>
        <source>the model&apos;s activations are not finite numbers (%1)</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>模型的激活不是有限数值（%1）</translation>
    </message>
    <message>
        <source>the model&apos;s activations are not finite numbers%1</source>
        <extracomment>core/training/sae_trainer.cpp</extracomment>
        <translation>模型的激活不是有限数值%1</translation>
    </message>
    <message>
        <source>the name is not allowed</source>
        <extracomment>core/tensor/safetensors_writer.cpp</extracomment>
        <translation>不允许该名称</translation>
    </message>
    <message>
        <source>the name is not allowed or there twice</source>
        <extracomment>core/tensor/numpy_writer.cpp</extracomment>
        <translation>名称不允许或重复</translation>
    </message>
    <message>
        <source>the name is there twice</source>
        <extracomment>core/tensor/safetensors_writer.cpp</extracomment>
        <translation>名称重复</translation>
    </message>
    <message>
        <source>the name is there twice or no text</source>
        <extracomment>core/tensor/torch_archive_writer.cpp</extracomment>
        <translation>名称重复或不是文本</translation>
    </message>
    <message>
        <source>the name of an entry, %1, is not a text or too long</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>条目名称 %1 不是文本或过长</translation>
    </message>
    <message>
        <source>the names of its members are too long</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其字段名称过长</translation>
    </message>
    <message>
        <source>the normalisation of activations %1 is not known.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>激活归一化方式 %1 未知。</translation>
    </message>
    <message>
        <source>the plan of a causal run</source>
        <extracomment>app/cli/job_causal.cpp</extracomment>
        <translation>因果运行的计划</translation>
    </message>
    <message>
        <source>the profile does not say whose features it names (&quot;sae_hash&quot;).</source>
        <extracomment>core/causal/steering_profile.cpp</extracomment>
        <translation>配置没有说明其特征属于哪个 SAE（“sae_hash”）。</translation>
    </message>
    <message>
        <source>the profile has no name.</source>
        <extracomment>core/causal/steering_profile.cpp</extracomment>
        <translation>配置没有名称。</translation>
    </message>
    <message>
        <source>the prompt is empty</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>提示为空</translation>
    </message>
    <message>
        <source>the prompt of pair %1</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>偏好对 %1 的提示</translation>
    </message>
    <message>
        <source>the queue is paused</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>队列已暂停</translation>
    </message>
    <message>
        <source>the record is longer than %1</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>该记录超过 %1</translation>
    </message>
    <message>
        <source>the record is longer than %1 MiB</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>该记录超过 %1 MiB</translation>
    </message>
    <message>
        <source>the record is longer than %1 bytes</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>该记录超过 %1 字节</translation>
    </message>
    <message>
        <source>the record of %1 %2</source>
        <extracomment>core/storage/artifact_store.cpp</extracomment>
        <translation>%1 %2 的记录</translation>
    </message>
    <message>
        <source>the reference</source>
        <extracomment>core/experiments/sweep_results.cpp</extracomment>
        <translation>参照</translation>
    </message>
    <message>
        <source>the rewards of the pair are missing.</source>
        <extracomment>core/workspace/kept_results.cpp</extracomment>
        <translation>缺少该偏好对的奖励。</translation>
    </message>
    <message>
        <source>the row</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>该行</translation>
    </message>
    <message>
        <source>the row has more than %1 cells</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>该行超过 %1 个单元格</translation>
    </message>
    <message>
        <source>the same answer to the same prompt is labelled harmful and unharmful</source>
        <extracomment>core/data/single_answers.cpp</extracomment>
        <translation>同一提示的同一回答既标为有害又标为无害</translation>
    </message>
    <message>
        <source>the score of feature %1 of %2 was taken out; a sheet cannot take a rating back.</source>
        <extracomment>core/data/rating_sheet.cpp</extracomment>
        <translation>%2 的特征 %1 的评分被删去；表格不能撤回评分。</translation>
    </message>
    <message>
        <source>the score of the chosen answer is not a number</source>
        <extracomment>core/data/judged_records.cpp</extracomment>
        <translation>优选回答的分数不是数字</translation>
    </message>
    <message>
        <source>the score of the rejected answer is not a number</source>
        <extracomment>core/data/judged_records.cpp</extracomment>
        <translation>拒选回答的分数不是数字</translation>
    </message>
    <message>
        <source>the settings</source>
        <extracomment>core/workspace/workspace.cpp</extracomment>
        <translation>设置</translation>
    </message>
    <message>
        <source>the shape or the strides of its tensor %1 are impossible</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>其张量 %1 的形状或步长不可能</translation>
    </message>
    <message>
        <source>the size of tensor %1 does not match its shape and dtype</source>
        <extracomment>core/tensor/safetensors.cpp</extracomment>
        <translation>张量 %1 的大小与其形状和数据类型不符</translation>
    </message>
    <message>
        <source>the tokenizer trainer</source>
        <extracomment>core/text/bpe_trainer.cpp</extracomment>
        <translation>分词器训练</translation>
    </message>
    <message>
        <source>the two headers of its entry %1 contradict each other</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其条目 %1 的两个文件头自相矛盾</translation>
    </message>
    <message>
        <source>the warning before the time limit has to be between 10 and 65535 seconds.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>时间限制前的预警须在 10 到 65535 秒之间。</translation>
    </message>
    <message>
        <source>there are more than</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>数量超过</translation>
    </message>
    <message>
        <source>there are more than %1 %2.</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>%2 超过 %1 个。</translation>
    </message>
    <message>
        <source>there are no sections.</source>
        <extracomment>core/workspace/kept_results.cpp</extracomment>
        <translation>没有类别。</translation>
    </message>
    <message>
        <source>there is text after a closing quote in column %1</source>
        <extracomment>core/data/csv_rows.cpp</extracomment>
        <translation>第 %1 列的右引号之后还有文本</translation>
    </message>
    <message>
        <source>there is text after the end of the array</source>
        <extracomment>core/data/record_splitter.cpp</extracomment>
        <translation>数组结束后还有文本</translation>
    </message>
    <message>
        <source>this SAE</source>
        <extracomment>core/sae/export_form.cpp</extracomment>
        <translation>此 SAE</translation>
    </message>
    <message>
        <source>this architecture of SAELens</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>SAELens 的此架构</translation>
    </message>
    <message>
        <source>this engine does not know what is asked.</source>
        <extracomment>core/engine/engine_questions.cpp</extracomment>
        <translation>引擎不认识该请求。</translation>
    </message>
    <message>
        <source>token %1 of a segment has a negative id or a byte range outside its text</source>
        <extracomment>core/features/shard_writer.cpp</extracomment>
        <translation>某个片段的词元 %1 的标识为负，或字节范围超出文本</translation>
    </message>
    <message>
        <source>two arms are called &quot;%1&quot;.</source>
        <extracomment>core/causal/causal_report.cpp</extracomment>
        <translation>有两个实验臂都名为“%1”。</translation>
    </message>
    <message>
        <source>two of its answers, a chosen and a rejected one, are the same</source>
        <extracomment>core/data/pair_record.cpp</extracomment>
        <translation>其中一个优选回答与一个拒选回答相同</translation>
    </message>
    <message>
        <source>two of its entries overlap</source>
        <extracomment>core/tensor/archive_zip.cpp</extracomment>
        <translation>其中有两个条目重叠</translation>
    </message>
    <message>
        <source>two of its members are called %1, or there are too many</source>
        <extracomment>core/tensor/torch_archive.cpp</extracomment>
        <translation>有两个字段都名为 %1，或字段过多</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>waits for device</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>等待设备</translation>
    </message>
    <message>
        <source>waits for itself</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>等待它自己</translation>
    </message>
    <message>
        <source>waits for run</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>等待其他运行</translation>
    </message>
    <message>
        <source>was cancelled</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>已取消</translation>
    </message>
    <message>
        <source>was lost</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>已丢失</translation>
    </message>
    <message>
        <source>was not handed to Slurm.</source>
        <extracomment>core/jobs/slurm_plan.cpp</extracomment>
        <translation>没有提交给 Slurm。</translation>
    </message>
    <message>
        <source>was stopped</source>
        <extracomment>core/jobs/queue_schedule.cpp</extracomment>
        <translation>已停止</translation>
    </message>
    <message>
        <source>words of the command prefix</source>
        <extracomment>core/jobs/slurm_settings.cpp</extracomment>
        <translation>命令前缀中的词</translation>
    </message>
    <message>
        <source>zero (a base model that only reads) or more</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>零（只做阅读的基础模型）或更大</translation>
    </message>
    <message>
        <source>zero (every weight is trained) to 4096</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>零（训练全部权重）到 4096</translation>
    </message>
    <message>
        <source>zero (no clipping) or more</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>零（不裁剪）或更大</translation>
    </message>
    <message>
        <source>zero (off) or more</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>零（关闭）或更大</translation>
    </message>
    <message>
        <source>zero (ten times per run) or more</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>零（每次运行十次）或更大</translation>
    </message>
    <message>
        <source>zero (the last: one) or more</source>
        <extracomment>core/training/sae_config.cpp</extracomment>
        <translation>零（最后一个为一）或更大</translation>
    </message>
    <message>
        <source>zero or more</source>
        <extracomment>core/training/reward_config.cpp</extracomment>
        <translation>零或更大</translation>
    </message>
    <message>
        <source>%1 of %2 sets of features drawn at random lower it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%2 个随机抽取的特征集中有 %1 个使其降低较少（单侧 %3）</translation>
    </message>
    <message>
        <source>%1 of %2 sets of features drawn at random raise it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%2 个随机抽取的特征集中有 %1 个使其升高较少（单侧 %3）</translation>
    </message>
    <message>
        <source>%1 of %2 sets of features that fire about as often lower it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%2 个激活频率相近的特征集中有 %1 个使其降低较少（单侧 %3）</translation>
    </message>
    <message>
        <source>%1 of %2 sets of features that fire about as often raise it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>%2 个激活频率相近的特征集中有 %1 个使其升高较少（单侧 %3）</translation>
    </message>
    <message>
        <source>%1 others</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <extracomment>app/cli/progress_display.cpp</extracomment>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4 left</source>
        <extracomment>app/cli/progress_display.cpp</extracomment>
        <translation>%1：%2 / %3，剩余 %4</translation>
    </message>
    <message>
        <source>%1; at %2</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>%1；位于 %2</translation>
    </message>
    <message>
        <source>A map cannot be saved as &quot;%1&quot;.</source>
        <extracomment>ui/pages/feature_map_panel_show.cpp</extracomment>
        <translation>特征图不能保存为“%1”。</translation>
    </message>
    <message>
        <source>Its log is on the Overview page.</source>
        <extracomment>ui/pages/feature_map_panel_job.cpp</extracomment>
        <translation>其日志在概览页上。</translation>
    </message>
    <message>
        <source>The map could not be computed.</source>
        <extracomment>ui/pages/feature_map_panel_job.cpp</extracomment>
        <translation>无法计算特征图。</translation>
    </message>
    <message>
        <source>a merge is not a pair of texts.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>某个合并不是文本对。</translation>
    </message>
    <message>
        <source>ablate %1</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>消融 %1</translation>
    </message>
    <message>
        <source>ablate all others</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>消融所有其他特征</translation>
    </message>
    <message>
        <source>add %1 to %2</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>给 %2 加 %1</translation>
    </message>
    <message>
        <source>add direction %1</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>添加方向 %1</translation>
    </message>
    <message>
        <source>clamp %1 to %2</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>将 %1 固定为 %2</translation>
    </message>
    <message>
        <source>reconstruction only</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>仅重构</translation>
    </message>
    <message>
        <source>scale %1 by %2</source>
        <extracomment>core/causal/intervention_text.cpp</extracomment>
        <translation>将 %1 缩放 %2 倍</translation>
    </message>
    <message>
        <source>that is not clearly beyond the controls:</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>这没有明显超出对照：</translation>
    </message>
    <message>
        <source>that is not clearly beyond the controls: %1 of %2 sets of features drawn at random lower it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>这没有明显超出对照：%2 个随机抽取的特征集中有 %1 个使其降低较少（单侧 %3）</translation>
    </message>
    <message>
        <source>that is not clearly beyond the controls: %1 of %2 sets of features drawn at random raise it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>这没有明显超出对照：%2 个随机抽取的特征集中有 %1 个使其升高较少（单侧 %3）</translation>
    </message>
    <message>
        <source>that is not clearly beyond the controls: %1 of %2 sets of features that fire about as often lower it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>这没有明显超出对照：%2 个激活频率相近的特征集中有 %1 个使其降低较少（单侧 %3）</translation>
    </message>
    <message>
        <source>that is not clearly beyond the controls: %1 of %2 sets of features that fire about as often raise it less (one-sided %3)</source>
        <extracomment>core/causal/causal_reading.cpp</extracomment>
        <translation>这没有明显超出对照：%2 个激活频率相近的特征集中有 %1 个使其升高较少（单侧 %3）</translation>
    </message>
    <message>
        <source>the merge &quot;%1&quot; is not a pair.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>合并“%1”不是一对。</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has no valid id.</source>
        <extracomment>core/text/tokenizer_json.cpp</extracomment>
        <translation>词元“%1”没有有效标识。</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4/s</source>
        <extracomment>app/cli/progress_display.cpp</extracomment>
        <translation>%1：%2 / %3，%4/秒</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4/s, %5 left</source>
        <extracomment>app/cli/progress_display.cpp</extracomment>
        <translation>%1：%2 / %3，%4/秒，剩余 %5</translation>
    </message>
    <message>
        <source>It is a checkpoint of a batch top-k training; its running threshold is used, as SAELens does when it saves one for inference.</source>
        <extracomment>core/sae/import_saelens.cpp</extracomment>
        <translation>它是 batch top-k 训练的检查点；使用其运行阈值，与 SAELens 保存推理格式时一致。</translation>
    </message>
    <message>
        <source>It lies in a folder layer_%1: it reads the output of that block, residual stream %2.</source>
        <extracomment>core/sae/import_gemma_scope.cpp</extracomment>
        <translation>它位于文件夹 layer_%1：读取该块的输出，即残差流 %2。</translation>
    </message>
    <message>
        <source>It saw every token, as Gemma Scope was trained, on activations as they are.</source>
        <extracomment>core/sae/import_gemma_scope.cpp</extracomment>
        <translation>它见过所有词元，与 Gemma Scope 的训练方式一致，使用未经处理的激活。</translation>
    </message>
    <message>
        <source>It saw every token, as SAELens trains.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>它见过所有词元，与 SAELens 的训练方式一致。</translation>
    </message>
    <message>
        <source>It saw every token, as sparsify trains.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>它见过所有词元，与 sparsify 的训练方式一致。</translation>
    </message>
    <message>
        <source>It saw every token, as the library trains.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>它见过所有词元，与该库的训练方式一致。</translation>
    </message>
    <message>
        <source>It saw sentence ends only, as in SAFER&apos;s stage 2.</source>
        <extracomment>core/sae/import_safer.cpp</extracomment>
        <translation>它只见过句末，与 SAFER 的第 2 阶段一致。</translation>
    </message>
    <message>
        <source>It was trained on a model loaded with %1; here activations come from the model as it is stored.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>它在以 %1 加载的模型上训练；此处的激活来自按存储形式加载的模型。</translation>
    </message>
    <message>
        <source>Its directions are not of norm 1; activations are rescaled as the library does when it loads it.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>其方向的范数不为 1；激活按该库加载时的方式重新缩放。</translation>
    </message>
    <message>
        <source>Its directions are not of norm 1; activations are those of the library&apos;s present version, and some earlier ones multiplied them by that norm.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>其方向的范数不为 1；激活采用该库当前版本的算法，某些早期版本会乘以该范数。</translation>
    </message>
    <message>
        <source>Its hook %1 is not known here; the layer is the one given.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>此处不认识其 hook %1；采用给定的层。</translation>
    </message>
    <message>
        <source>Its hook %1 is residual stream %2.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>其 hook %1 即残差流 %2。</translation>
    </message>
    <message>
        <source>Its training scaled activations to an expected norm, and SAELens folds that factor into the weights; if it was not folded, too many or too few latents are active.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>训练时将激活缩放到预期范数，SAELens 会把该系数并入权重；如果没有并入，激活的隐变量会过多或过少。</translation>
    </message>
    <message>
        <source>Layer %1 of its training is taken to be the output of that block, residual stream %2.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>训练时的第 %1 层视为该块的输出，即残差流 %2。</translation>
    </message>
    <message>
        <source>The activation is not in the file; ReLU is the class&apos;s default.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>文件中没有激活函数；该类默认为 ReLU。</translation>
    </message>
    <message>
        <source>The file holds SAFER&apos;s four tensors and nothing that says how they are used: activations are standardised per token, and the k largest latents are kept as they are.</source>
        <extracomment>core/sae/import_safer.cpp</extracomment>
        <translation>文件包含 SAFER 的四个张量，但没有说明用法：激活按词元标准化，并原样保留最大的 k 个隐变量。</translation>
    </message>
    <message>
        <source>The folder is named &quot;%1&quot;: it reads residual stream %2.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>文件夹名为“%1”：读取残差流 %2。</translation>
    </message>
    <message>
        <source>The function after top-k is not in the file; ReLU is the class&apos;s default.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>文件中没有 top-k 之后的函数；该类默认为 ReLU。</translation>
    </message>
    <message>
        <source>There is no config.json beside it; its class is read off its tensors.</source>
        <extracomment>core/sae/import_dictionary_learning.cpp</extracomment>
        <translation>旁边没有 config.json；其类别由张量推断。</translation>
    </message>
    <message>
        <source>Top-k means that activations are standardised per token, as in the library.</source>
        <extracomment>core/sae/import_openai.cpp</extracomment>
        <translation>Top-k 表示激活按词元标准化，与该库一致。</translation>
    </message>
    <message>
        <source>Whether the decoder&apos;s bias is taken off the input is not said; it is, as by the library&apos;s default.</source>
        <extracomment>core/sae/saelens_config.cpp</extracomment>
        <translation>没有说明是否从输入中减去解码器偏置；按该库的默认方式减去。</translation>
    </message>
    <message>
        <source>k is not in cfg.json; 32 is the library&apos;s default.</source>
        <extracomment>core/sae/import_sparsify.cpp</extracomment>
        <translation>cfg.json 中没有 k；该库默认为 32。</translation>
    </message>
    <message>
        <source>A report is a .pdf or an .html file, and %1 is neither.</source>
        <extracomment>ui/report/report_file.cpp</extracomment>
        <translation>报告是 .pdf 或 .html 文件，而 %1 两者都不是。</translation>
    </message>
    <message>
        <source>Give the file one of the two endings.</source>
        <extracomment>ui/report/report_file.cpp</extracomment>
        <translation>请为文件使用这两种扩展名之一。</translation>
    </message>
    <message>
        <source>It may be &quot;%1&quot; or &quot;%2&quot;: both names would do.</source>
        <extracomment>core/data/file_preview.cpp</extracomment>
        <translation>可能是“%1”或“%2”：两个名称都合适。</translation>
    </message>
    <message>
        <source>No column&apos;s name says that it is the prompt.</source>
        <extracomment>core/data/file_preview.cpp</extracomment>
        <translation>没有列名表明哪一列是提示。</translation>
    </message>
    <message>
        <source>No columns&apos; names say that they are the two answers.</source>
        <extracomment>core/data/file_preview.cpp</extracomment>
        <translation>没有列名表明哪两列是两个回答。</translation>
    </message>
    <message>
        <source>Nothing says which of &quot;%1&quot; and &quot;%2&quot; is the better answer.</source>
        <extracomment>core/data/file_preview.cpp</extracomment>
        <translation>没有信息说明“%1”和“%2”中哪个是更好的回答。</translation>
    </message>
    <message>
        <source>The PDF could not be begun.</source>
        <extracomment>ui/report/pdf_report.cpp</extracomment>
        <translation>无法开始写 PDF。</translation>
    </message>
    <message>
        <source>The report could not be laid out: its page is not well-formed.</source>
        <extracomment>ui/report/report_tree.cpp</extracomment>
        <translation>无法为报告排版：其页面格式不正确。</translation>
    </message>
    <message>
        <source>The report was stopped; nothing was written.</source>
        <extracomment>ui/report/pdf_report.cpp</extracomment>
        <translation>报告已停止；未写入任何内容。</translation>
    </message>
    <message>
        <source>This is a mistake of the program; write the report as HTML, and report it.</source>
        <extracomment>ui/report/report_tree.cpp</extracomment>
        <translation>这是程序的错误；请将报告写成 HTML，并报告此错误。</translation>
    </message>
    <message>
        <source>Make it first, or choose another place.</source>
        <extracomment>ui/report/report_file.cpp</extracomment>
        <translation>请先创建它，或选择其他位置。</translation>
    </message>
    <message>
        <source>%1: memory ran out, no more threads can be started.</source>
        <extracomment>core/tensor/torch_errors.cpp</extracomment>
        <translation>%1：内存不足，无法再启动线程。</translation>
    </message>
    <message>
        <source>%1: memory ran out.</source>
        <extracomment>core/tensor/torch_errors.cpp</extracomment>
        <translation>%1：内存不足。</translation>
    </message>
    <message>
        <source>A library ended the program in the middle of the work.</source>
        <extracomment>core/jobs/sudden_end.cpp</extracomment>
        <translation>某个库在工作中途结束了程序。</translation>
    </message>
    <message>
        <source>An unexpected fault of an unknown kind ended the program.</source>
        <extracomment>core/jobs/sudden_end.cpp</extracomment>
        <translation>一个未知类型的意外错误结束了程序。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: %3.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：%3。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: a program that ended while it wrote left it half written.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：某个程序在写入时结束，文件只写了一半。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: a text is too large for the database.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：有一段文本对数据库来说过大。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: another program is writing to it.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：另一个程序正在写入。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: it cannot be opened.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：文件无法打开。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: it conflicts with what is there (%3).</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：与已有内容冲突（%3）。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: it may not be written.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：没有写入权限。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: out of memory.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：内存不足。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: reading or writing the disk failed.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：磁盘读写失败。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: the disk is full.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：磁盘已满。</translation>
    </message>
    <message>
        <source>Cannot %1 in %2: the file is damaged.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>无法在 %2 中执行“%1”：文件已损坏。</translation>
    </message>
    <message>
        <source>Check that it belongs to this version of Saferscope.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>请检查它是否属于此版本的 Saferscope。</translation>
    </message>
    <message>
        <source>Check that the window and `safer` are of the same version.</source>
        <extracomment>ui/bridge/engine_client.cpp</extracomment>
        <translation>请检查窗口程序与 `safer` 的版本是否一致。</translation>
    </message>
    <message>
        <source>Check the disk; what was saved before is intact.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>请检查磁盘；之前保存的内容完好无损。</translation>
    </message>
    <message>
        <source>Check the installation.</source>
        <extracomment>ui/bridge/demo_process.cpp</extracomment>
        <translation>请检查安装。</translation>
    </message>
    <message>
        <source>Check the permissions of the workspace folder.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>请检查工作区文件夹的权限。</translation>
    </message>
    <message>
        <source>Choose a folder that Saferscope made. If it was one, its database is damaged: `safer workspace repair` says what can be saved.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>请选择由 Saferscope 创建的文件夹。如果它就是，则其数据库已损坏：`safer workspace repair` 会说明可以挽救哪些内容。</translation>
    </message>
    <message>
        <source>Close other programs or use a smaller batch.</source>
        <extracomment>core/tensor/torch_errors.cpp</extracomment>
        <translation>请关闭其他程序，或使用更小的批次。</translation>
    </message>
    <message>
        <source>Close other programs, or set OMP_NUM_THREADS to fewer threads.</source>
        <extracomment>core/tensor/torch_errors.cpp</extracomment>
        <translation>请关闭其他程序，或将 OMP_NUM_THREADS 设为更少的线程。</translation>
    </message>
    <message>
        <source>Close other programs, shorten the texts, or use a smaller model.</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>请关闭其他程序、缩短文本，或使用更小的模型。</translation>
    </message>
    <message>
        <source>Copy the workspace to a folder of your own, or ask for permission to write it.</source>
        <extracomment>ui/bridge/session_ratings.cpp</extracomment>
        <translation>请将工作区复制到您自己的文件夹，或申请写入权限。</translation>
    </message>
    <message>
        <source>Free some space and try again; what was saved before is intact.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>请释放一些空间后重试；之前保存的内容完好无损。</translation>
    </message>
    <message>
        <source>Import it on the Overview page.</source>
        <extracomment>ui/causal/steering_dialogs.cpp</extracomment>
        <translation>请在“概览”页面导入。</translation>
    </message>
    <message>
        <source>It is started again with the next question. If that happens again, look at the texts or the model with `safer doctor`; where memory is short, close other programs.</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>下次提问时会重新启动。如果再次发生，请用 `safer doctor` 检查文本或模型；内存不足时请关闭其他程序。</translation>
    </message>
    <message>
        <source>It is started again with the next question; check that the window and `safer` are of the same version.</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>下次提问时会重新启动；请检查窗口程序与 `safer` 的版本是否一致。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Memory may have run out. Close other programs and try again.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>可能是内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Open it once where you may write to the folder, or copy the folder to such a place.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>请在您有权写入该文件夹的地方打开一次，或将文件夹复制到这样的位置。</translation>
    </message>
    <message>
        <source>Open the demo again to go on where it stopped.</source>
        <extracomment>ui/bridge/demo_process.cpp</extracomment>
        <translation>再次打开演示即可从中断处继续。</translation>
    </message>
    <message>
        <source>Rating failed: %1.</source>
        <extracomment>core/judge/rate_features.cpp</extracomment>
        <translation>评分失败：%1。</translation>
    </message>
    <message>
        <source>Reading the numbers of the pairs was stopped; nothing was changed.</source>
        <extracomment>core/workspace/pair_signals.cpp</extracomment>
        <translation>读取偏好对的数值已停止；未作任何更改。</translation>
    </message>
    <message>
        <source>Take another name.</source>
        <extracomment>ui/causal/steering_dialogs.cpp</extracomment>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>The SAE of the open index is not in this workspace.</source>
        <extracomment>ui/causal/steering_dialogs.cpp</extracomment>
        <translation>所打开索引的 SAE 不在此工作区中。</translation>
    </message>
    <message>
        <source>The SAE whose features the profile names is not in this workspace.</source>
        <extracomment>ui/causal/steering_panel_measure.cpp</extracomment>
        <translation>引导配置所指特征的 SAE 不在此工作区中。</translation>
    </message>
    <message>
        <source>The answer of the program `safer` cannot be read.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>无法读取程序 `safer` 的回答。</translation>
    </message>
    <message>
        <source>The demo could not be prepared.</source>
        <extracomment>ui/bridge/demo_process.cpp</extracomment>
        <translation>无法准备演示。</translation>
    </message>
    <message>
        <source>The end of its log says why; memory that ran out is the usual cause.</source>
        <extracomment>core/jobs/sudden_end.cpp</extracomment>
        <translation>其日志末尾说明了原因；通常是内存不足。</translation>
    </message>
    <message>
        <source>The engine answered something else than it was asked.</source>
        <extracomment>ui/bridge/engine_client.cpp</extracomment>
        <translation>引擎的回答与所问不符。</translation>
    </message>
    <message>
        <source>The engine gave endless answers and was ended.</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>引擎的回答没有尽头，已被结束。</translation>
    </message>
    <message>
        <source>The engine ran out of memory.</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>引擎内存不足。</translation>
    </message>
    <message>
        <source>The engine ran out of memory. Its last words: %1</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>引擎内存不足。其最后的输出：%1</translation>
    </message>
    <message>
        <source>The engine said something that cannot be read: %1</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>引擎的输出无法读取：%1</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly.</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>引擎意外停止。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly. Its last words: %1</source>
        <extracomment>ui/bridge/engine_child.cpp</extracomment>
        <translation>引擎意外停止。其最后的输出：%1</translation>
    </message>
    <message>
        <source>The profile has no name.</source>
        <extracomment>ui/causal/steering_dialogs.cpp</extracomment>
        <translation>引导配置没有名称。</translation>
    </message>
    <message>
        <source>The program `safer` could not be started: %1.</source>
        <extracomment>ui/bridge/demo_process.cpp</extracomment>
        <translation>无法启动程序 `safer`：%1。</translation>
    </message>
    <message>
        <source>The program `safer` ended unexpectedly.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>程序 `safer` 意外结束。</translation>
    </message>
    <message>
        <source>The program `safer` ended without a result.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>程序 `safer` 结束时没有结果。</translation>
    </message>
    <message>
        <source>The program `safer` gave an endless answer and was ended.</source>
        <extracomment>ui/bridge/safer_call.cpp</extracomment>
        <translation>程序 `safer` 的回答没有尽头，已被结束。</translation>
    </message>
    <message>
        <source>The workspace keeps nothing called &quot;%1&quot; of this kind.</source>
        <extracomment>core/workspace/workspace_documents.cpp</extracomment>
        <translation>工作区中没有此类名为“%1”的内容。</translation>
    </message>
    <message>
        <source>There is a profile of that name already.</source>
        <extracomment>ui/causal/steering_dialogs.cpp</extracomment>
        <translation>已有同名的引导配置。</translation>
    </message>
    <message>
        <source>Type one.</source>
        <extracomment>ui/causal/steering_dialogs.cpp</extracomment>
        <translation>请输入一个。</translation>
    </message>
    <message>
        <source>Use a smaller batch, a shorter maximal length, or a device with more memory.</source>
        <extracomment>core/tensor/torch_errors.cpp</extracomment>
        <translation>请使用更小的批次、更短的最大长度，或内存更大的设备。</translation>
    </message>
    <message>
        <source>Wait until the other import or window is done and try again.</source>
        <extracomment>core/storage/sqlite_guard.cpp</extracomment>
        <translation>请等待另一个导入或窗口完成后重试。</translation>
    </message>
    <message>
        <source>What came through the engine&apos;s pipe is no message of it: %1</source>
        <extracomment>core/engine/engine_protocol.cpp</extracomment>
        <translation>引擎管道传来的不是它的消息：%1</translation>
    </message>
    <message>
        <source>Fetch the model again; its files are incomplete or do not belong to this config.json.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>请重新下载模型；其文件不完整，或不属于此 config.json。</translation>
    </message>
    <message>
        <source>This is a language model, not a reward model; train a reward model from it first: `safer train-rm --model`.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>这是语言模型，不是奖励模型；请先用它训练奖励模型：`safer train-rm --model`。</translation>
    </message>
    <message>
        <source>This is a language model, not a reward model; train a reward model from it first: `safer train-rm --model`. Models that read the reward off a row of lm_head (Nemotron) are not supported.</source>
        <extracomment>core/model/reward_head.cpp</extracomment>
        <translation>这是语言模型，不是奖励模型；请先用它训练奖励模型：`safer train-rm --model`。不支持从 lm_head 的某一行读取奖励的模型（Nemotron）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not lie in the frame.</source>
        <extracomment>core/engine/frame_values.cpp</extracomment>
        <translation>&quot;%1&quot;不在数据帧内。</translation>
    </message>
    <message>
        <source>%1 holds %2 tensors inside its blocks that a %3 model as config.json describes it does not have, first %4.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%1 的块内有 %2 个张量是 config.json 所描述的 %3 模型没有的，第一个是 %4。</translation>
    </message>
    <message>
        <source>%1 holds %2, and what its class %3 does with it is not known.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%1 含有 %2，而其类 %3 如何使用它不得而知。</translation>
    </message>
    <message>
        <source>%1 holds its embeddings under %2 and %3, where no supported layout has them.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%1 的嵌入位于 %2 和 %3，没有任何受支持的布局把它们放在那里。</translation>
    </message>
    <message>
        <source>%1 holds its embeddings under %2, where no supported layout has them.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%1 的嵌入位于 %2，没有任何受支持的布局把它们放在那里。</translation>
    </message>
    <message>
        <source>Examining %1</source>
        <extracomment>core/model/model_inspection.cpp</extracomment>
        <translation>检查 %1</translation>
    </message>
    <message>
        <source>Folding the profile</source>
        <extracomment>core/causal/steering_fold.cpp</extracomment>
        <translation>折叠引导配置</translation>
    </message>
    <message>
        <source>Leaving them out would compute another model; check &quot;model_type&quot;, &quot;attention_bias&quot; and &quot;num_hidden_layers&quot;.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>忽略它们就会计算出另一个模型；请检查 &quot;model_type&quot;、&quot;attention_bias&quot; 和 &quot;num_hidden_layers&quot;。</translation>
    </message>
    <message>
        <source>Loading tensor %1</source>
        <extracomment>core/tensor/torch_io.cpp</extracomment>
        <translation>加载张量 %1</translation>
    </message>
    <message>
        <source>Loading the model %1</source>
        <extracomment>core/model/loader.cpp</extracomment>
        <translation>加载模型 %1</translation>
    </message>
    <message>
        <source>Looking at the weights</source>
        <extracomment>app/cli/export_model.cpp</extracomment>
        <translation>查看权重</translation>
    </message>
    <message>
        <source>Mapping tensor %1</source>
        <extracomment>core/tensor/mapped_tensor.cpp</extracomment>
        <translation>映射张量 %1</translation>
    </message>
    <message>
        <source>Measuring effects</source>
        <extracomment>core/causal/causal_pass.cpp</extracomment>
        <translation>测量效应</translation>
    </message>
    <message>
        <source>Quantised models cannot be read; fetch the original one.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>无法读取量化模型；请下载原始模型。</translation>
    </message>
    <message>
        <source>Running the model</source>
        <extracomment>app/cli/model_session.cpp</extracomment>
        <translation>运行模型</translation>
    </message>
    <message>
        <source>Running the steered model</source>
        <extracomment>app/cli/evaluate_model.cpp</extracomment>
        <translation>运行受引导的模型</translation>
    </message>
    <message>
        <source>Running the trusted pairs</source>
        <extracomment>core/causal/steering_fit.cpp</extracomment>
        <translation>运行可信的偏好对</translation>
    </message>
    <message>
        <source>Save the decoder and its reward head alone, as XForSequenceClassification.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>请只保存解码器及其奖励头，格式为 XForSequenceClassification。</translation>
    </message>
    <message>
        <source>Save the model as XForSequenceClassification with the linear head alone.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>请将模型保存为只带线性头的 XForSequenceClassification。</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <extracomment>core/tensor/torch_io.cpp</extracomment>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>Saving the model %1</source>
        <extracomment>core/model/model_files.cpp</extracomment>
        <translation>保存模型 %1</translation>
    </message>
    <message>
        <source>Tensor %1 in %2 has shape %3; config.json asks for %4 (%5).</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%2 中的张量 %1 形状为 %3；config.json 要求 %4（%5）。</translation>
    </message>
    <message>
        <source>Tensor %1 in %2 has the dtype %3; only floating-point weights are supported.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%2 中的张量 %1 类型为 %3；只支持浮点权重。</translation>
    </message>
    <message>
        <source>Tensor %1 is missing from %2 (%3).</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>%2 中缺少张量 %1（%3）。</translation>
    </message>
    <message>
        <source>The new model&apos;s configuration</source>
        <extracomment>app/cli/job_train_rm.cpp</extracomment>
        <translation>新模型的配置</translation>
    </message>
    <message>
        <source>Tokenising</source>
        <extracomment>core/training/training_pair.cpp</extracomment>
        <translation>分词</translation>
    </message>
    <message>
        <source>Writing the SAE to %1</source>
        <extracomment>core/sae/sae_export.cpp</extracomment>
        <translation>将 SAE 写入 %1</translation>
    </message>
    <message>
        <source>asks for &quot;%1&quot;, which is not supported</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>要求&quot;%1&quot;，这不受支持</translation>
    </message>
    <message>
        <source>config.json and the weights do not belong together; fetch the model again.</source>
        <extracomment>core/model/weight_plan.cpp</extracomment>
        <translation>config.json 与权重不相配；请重新下载模型。</translation>
    </message>
    <message>
        <source>has a &quot;%1&quot; outside the vocabulary</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>的&quot;%1&quot;在词表之外</translation>
    </message>
    <message>
        <source>has a &quot;%1&quot; that is neither true nor false</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>的&quot;%1&quot;既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>has a &quot;%1&quot; that is not a string</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>的&quot;%1&quot;不是字符串</translation>
    </message>
    <message>
        <source>has a &quot;%1&quot; that is not an object</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>的&quot;%1&quot;不是对象</translation>
    </message>
    <message>
        <source>has an impossible &quot;%1&quot; (expected a positive number)</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>的&quot;%1&quot;不可能（应为正数）</translation>
    </message>
    <message>
        <source>has an impossible &quot;%1&quot; (expected a whole number from %2 to %3)</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>的&quot;%1&quot;不可能（应为 %2 到 %3 的整数）</translation>
    </message>
    <message>
        <source>has no &quot;%1&quot;</source>
        <extracomment>core/model/config_reader.cpp</extracomment>
        <translation>没有&quot;%1&quot;</translation>
    </message>
    <message>
        <source>it begins with other bytes than &quot;SfE1&quot;.</source>
        <extracomment>core/engine/engine_protocol.cpp</extracomment>
        <translation>其开头不是 &quot;SfE1&quot;。</translation>
    </message>
    <message>
        <source>it is not a JSON object.</source>
        <extracomment>core/engine/frame_values.cpp</extracomment>
        <translation>它不是 JSON 对象。</translation>
    </message>
    <message>
        <source>it would be %1 bytes.</source>
        <extracomment>core/engine/engine_protocol.cpp</extracomment>
        <translation>它将有 %1 字节。</translation>
    </message>
    <message>
        <source>there is no &quot;%1&quot;.</source>
        <extracomment>core/engine/frame_values.cpp</extracomment>
        <translation>没有&quot;%1&quot;。</translation>
    </message>
    <message>
        <source>add the data set</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>添加数据集</translation>
    </message>
    <message>
        <source>add the rater</source>
        <extracomment>core/storage/rater_store.cpp</extracomment>
        <translation>添加评分者</translation>
    </message>
    <message>
        <source>check the database</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>检查数据库</translation>
    </message>
    <message>
        <source>check the rows</source>
        <extracomment>core/storage/row_hash.cpp</extracomment>
        <translation>检查各行</translation>
    </message>
    <message>
        <source>collect pairs</source>
        <extracomment>core/storage/pair_staging.cpp</extracomment>
        <translation>收集偏好对</translation>
    </message>
    <message>
        <source>copy the database</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>复制数据库</translation>
    </message>
    <message>
        <source>count the rows</source>
        <extracomment>core/storage/database_backup.cpp</extracomment>
        <translation>统计行数</translation>
    </message>
    <message>
        <source>keep &quot;%1&quot;</source>
        <extracomment>core/storage/document_store.cpp</extracomment>
        <translation>保留&quot;%1&quot;</translation>
    </message>
    <message>
        <source>look for changes</source>
        <extracomment>core/storage/change_stamps.cpp</extracomment>
        <translation>查找更改</translation>
    </message>
    <message>
        <source>prepare an import</source>
        <extracomment>core/storage/pair_staging.cpp</extracomment>
        <translation>准备导入</translation>
    </message>
    <message>
        <source>read a pair</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>读取偏好对</translation>
    </message>
    <message>
        <source>read the backup</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>读取备份</translation>
    </message>
    <message>
        <source>read the data sets</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>读取各数据集</translation>
    </message>
    <message>
        <source>read the evaluations</source>
        <extracomment>core/storage/evaluation_store.cpp</extracomment>
        <translation>读取评估</translation>
    </message>
    <message>
        <source>read the feature sets</source>
        <extracomment>core/storage/feature_set_store.cpp</extracomment>
        <translation>读取特征集</translation>
    </message>
    <message>
        <source>read the list of tables</source>
        <extracomment>core/storage/schema_check.cpp</extracomment>
        <translation>读取表清单</translation>
    </message>
    <message>
        <source>read the manifest</source>
        <extracomment>core/storage/manifest_store.cpp</extracomment>
        <translation>读取清单</translation>
    </message>
    <message>
        <source>read the models and indexes</source>
        <extracomment>core/storage/artifact_store.cpp</extracomment>
        <translation>读取模型和索引</translation>
    </message>
    <message>
        <source>read the pairs</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>读取偏好对</translation>
    </message>
    <message>
        <source>read the raters</source>
        <extracomment>core/storage/rater_store.cpp</extracomment>
        <translation>读取评分者</translation>
    </message>
    <message>
        <source>read the rating runs</source>
        <extracomment>core/storage/rating_store.cpp</extracomment>
        <translation>读取评分运行</translation>
    </message>
    <message>
        <source>read the ratings</source>
        <extracomment>core/storage/rating_store.cpp</extracomment>
        <translation>读取评分</translation>
    </message>
    <message>
        <source>read the runs taken over</source>
        <extracomment>core/storage/adoption_store.cpp</extracomment>
        <translation>读取已接管的运行</translation>
    </message>
    <message>
        <source>read the settings</source>
        <extracomment>core/storage/settings_store.cpp</extracomment>
        <translation>读取设置</translation>
    </message>
    <message>
        <source>read the version</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>读取版本</translation>
    </message>
    <message>
        <source>read what was kept</source>
        <extracomment>core/storage/document_store.cpp</extracomment>
        <translation>读取已保留的内容</translation>
    </message>
    <message>
        <source>record a file&apos;s date</source>
        <extracomment>core/storage/artifact_store.cpp</extracomment>
        <translation>记录文件日期</translation>
    </message>
    <message>
        <source>record the %1</source>
        <extracomment>core/storage/artifact_store.cpp</extracomment>
        <translation>记录%1</translation>
    </message>
    <message>
        <source>record the evaluation</source>
        <extracomment>core/storage/evaluation_store.cpp</extracomment>
        <translation>记录评估</translation>
    </message>
    <message>
        <source>record the run %1</source>
        <extracomment>core/storage/adoption_store.cpp</extracomment>
        <translation>记录运行 %1</translation>
    </message>
    <message>
        <source>remove &quot;%1&quot;</source>
        <extracomment>core/storage/document_store.cpp</extracomment>
        <translation>移除&quot;%1&quot;</translation>
    </message>
    <message>
        <source>remove the data set</source>
        <extracomment>core/storage/dataset_store.cpp</extracomment>
        <translation>移除数据集</translation>
    </message>
    <message>
        <source>remove the feature set</source>
        <extracomment>core/storage/feature_set_store.cpp</extracomment>
        <translation>移除特征集</translation>
    </message>
    <message>
        <source>rename &quot;%1&quot;</source>
        <extracomment>core/storage/document_store.cpp</extracomment>
        <translation>重命名&quot;%1&quot;</translation>
    </message>
    <message>
        <source>rename a data set</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>重命名数据集</translation>
    </message>
    <message>
        <source>save a rating</source>
        <extracomment>core/storage/rating_store.cpp</extracomment>
        <translation>保存评分</translation>
    </message>
    <message>
        <source>save a row</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>保存一行</translation>
    </message>
    <message>
        <source>save the data set</source>
        <extracomment>core/storage/unfinished_datasets.cpp</extracomment>
        <translation>保存数据集</translation>
    </message>
    <message>
        <source>save the feature set</source>
        <extracomment>core/storage/feature_set_store.cpp</extracomment>
        <translation>保存特征集</translation>
    </message>
    <message>
        <source>save the manifest</source>
        <extracomment>core/storage/manifest_store.cpp</extracomment>
        <translation>保存清单</translation>
    </message>
    <message>
        <source>save the pairs</source>
        <extracomment>core/storage/pair_staging.cpp</extracomment>
        <translation>保存偏好对</translation>
    </message>
    <message>
        <source>save the settings</source>
        <extracomment>core/storage/settings_store.cpp</extracomment>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>save what can be read</source>
        <extracomment>core/storage/database_salvage.cpp</extracomment>
        <translation>保存可读取的内容</translation>
    </message>
    <message>
        <source>start writing</source>
        <extracomment>core/storage/database.cpp</extracomment>
        <translation>开始写入</translation>
    </message>
    <message>
        <source>update the workspace</source>
        <extracomment>core/storage/migrations.cpp</extracomment>
        <translation>更新工作区</translation>
    </message>
</context>
<context>
    <name>durationText</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementDisputes</name>
    <message>
        <source>5: strongly safety-related</source>
        <translation>5：与安全强相关</translation>
    </message>
    <message>
        <source>1: not safety-related at all</source>
        <translation>1：与安全毫无关系</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Disagreements shown</source>
        <translation>显示的分歧</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待裁定</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>People&apos;s scores differ, or a person and the judge are 2 or more apart, and nobody has had the last word.</source>
        <translation>评分者的分数不同，或人与评判模型相差 2 分或以上，且尚无最终裁定。</translation>
    </message>
    <message>
        <source>Somebody had the last word.</source>
        <translation>已有最终裁定。</translation>
    </message>
    <message>
        <source>Back to the disagreements</source>
        <translation>返回分歧列表</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Show its contexts</source>
        <translation>显示其上下文</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>理由(&amp;R)</translation>
    </message>
    <message>
        <source>why, for the record</source>
        <translation>裁定理由，以备记录</translation>
    </message>
    <message>
        <source>Reason for the last word</source>
        <translation>最终裁定的理由</translation>
    </message>
    <message>
        <source>Last word: %1</source>
        <translation>最终裁定：%1</translation>
    </message>
    <message>
        <source>The last word counts as people&apos;s score from then on. On the list, the keys 1 to 5 give it at once.</source>
        <translation>此后以最终裁定作为人的分数。在列表中按 1 到 5 键可直接裁定。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Open: %1</source>
        <translation>待裁定：%1</translation>
    </message>
    <message>
        <source>Settled: %1</source>
        <translation>已裁定：%1</translation>
    </message>
    <message>
        <source>Last word</source>
        <translation>最终裁定</translation>
    </message>
    <message>
        <source>Nothing has been settled yet.</source>
        <translation>尚未裁定任何分歧。</translation>
    </message>
    <message>
        <source>Nobody disagrees: people&apos;s scores are equal wherever two rated the same feature, and the judge is never 2 or more away from them.</source>
        <translation>没有分歧：凡两人评过的特征，分数都相同，与评判模型的差距也都小于 2 分。</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>Take the last decision back</source>
        <translation>撤回上次裁定</translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementFiles</name>
    <message numerus="yes">
        <source>%Ln events were added, %1 were there already.</source>
        <translation>
            <numerusform>新增 %Ln 个事件，%1 个已存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1; the list says why.</source>
        <translation>略去：%1；列表中有原因。</translation>
    </message>
    <message numerus="yes">
        <source>People now disagree about %Ln more features.</source>
        <translation>
            <numerusform>评分者现在又对 %Ln 个特征有分歧。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… 另有 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>People now disagree about:</source>
        <translation>评分者现在有分歧的特征：</translation>
    </message>
    <message>
        <source>Merge a file…</source>
        <translation>合并文件…</translation>
    </message>
    <message>
        <source>Ratings that a colleague exported from another copy of this workspace, or a table with scores filled in</source>
        <translation>同事从此工作区的另一副本导出的评分，或填好分数的表格</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Ratings, to merge elsewhere (JSON Lines)…</source>
        <translation>评分，用于在别处合并 (JSON Lines)…</translation>
    </message>
    <message>
        <source>Table of what stands now, to read or to edit (CSV)…</source>
        <translation>当前有效内容的表格，用于阅读或编辑 (CSV)…</translation>
    </message>
    <message>
        <source>Choose a file of ratings</source>
        <translation>选择评分文件</translation>
    </message>
    <message>
        <source>Ratings (*.jsonl *.jsonl.gz *.csv);;All files (*)</source>
        <translation>评分 (*.jsonl *.jsonl.gz *.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Export the ratings</source>
        <translation>导出评分</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Ratings (*.jsonl)</source>
        <translation>评分 (*.jsonl)</translation>
    </message>
    <message>
        <source>What the file brought</source>
        <translation>文件带来的内容</translation>
    </message>
    <message>
        <source>Lines left out and features people now disagree about</source>
        <translation>略去的行和评分者现在有分歧的特征</translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementMatrix</name>
    <message>
        <source>Scores of %1 against those of %2</source>
        <translation>%1 与 %2 的评分对照</translation>
    </message>
    <message>
        <source>%1: %2, %3: %4 – %5</source>
        <translation>%1：%2，%3：%4 – %5</translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementNumbers</name>
    <message>
        <source>Rated blind</source>
        <translation>盲评的</translation>
    </message>
    <message>
        <source>Not blind</source>
        <translation>非盲评的</translation>
    </message>
    <message>
        <source>All ratings</source>
        <translation>全部评分</translation>
    </message>
    <message>
        <source>Features rated by both</source>
        <translation>双方都评过的特征</translation>
    </message>
    <message>
        <source>Features rated twice</source>
        <translation>评过两次的特征</translation>
    </message>
    <message>
        <source>Or by more. Agreement is computed on these; features with one opinion say nothing.</source>
        <translation>或更多次。一致性只按这些特征计算；只有一个意见的特征不提供信息。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln scores</source>
        <translation>
            <numerusform>%Ln 个评分</numerusform>
        </translation>
    </message>
    <message>
        <source>Equal scores</source>
        <translation>相同评分</translation>
    </message>
    <message>
        <source>Share of features with the very same score.</source>
        <translation>评分完全相同的特征占比。</translation>
    </message>
    <message>
        <source>Weighted kappa</source>
        <translation>加权 kappa</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa with quadratic weights: 4 against 5 counts little, 1 against 5 counts 16 times as much. 1 = equal, 0 = as by chance.</source>
        <translation>二次加权的 Cohen kappa：4 对 5 影响很小，1 对 5 的影响是其 16 倍。1 = 完全相同，0 = 相当于随机。</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa: equal scores beyond what chance would give; every difference counts alike.</source>
        <translation>Cohen kappa：超出随机水平的相同评分；各种差异同等计算。</translation>
    </message>
    <message>
        <source>Alpha, ordinal</source>
        <translation>Alpha，有序</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha for ordered scores; takes any number of raters and missing ratings.</source>
        <translation>适用于有序评分的 Krippendorff alpha；评分者数量不限，允许缺失。</translation>
    </message>
    <message>
        <source>Alpha, nominal</source>
        <translation>Alpha，名义</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha when every difference counts alike.</source>
        <translation>各种差异同等计算的 Krippendorff alpha。</translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementOpinions</name>
    <message>
        <source>judge; its contexts look as if they were meant to steer it</source>
        <translation>评判模型；其上下文疑似意图左右它</translation>
    </message>
    <message>
        <source>judge</source>
        <translation>评判模型</translation>
    </message>
    <message>
        <source>confirmed a judge&apos;s answer</source>
        <translation>确认了评判模型的回答</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>盲评</translation>
    </message>
    <message>
        <source>had seen the judge&apos;s answer</source>
        <translation>看过评判模型的回答</translation>
    </message>
    <message>
        <source>What each rater says</source>
        <translation>各评分者的意见</translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementPanel</name>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Whose ratings to compare</source>
        <translation>比较哪些评分</translation>
    </message>
    <message>
        <source>Rate by a judge…</source>
        <translation>用评判模型评分…</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>The ratings were exported.</source>
        <translation>评分已导出。</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>people</source>
        <translation>评分者</translation>
    </message>
    <message>
        <source>Click a number for its features.</source>
        <translation>点击数字可查看对应的特征。</translation>
    </message>
    <message>
        <source>5 = strongly about safety, 1 = not at all.</source>
        <translation>5 = 与安全强相关，1 = 毫无关系。</translation>
    </message>
    <message>
        <source>Intervals: 95 %, by resampling features.</source>
        <translation>区间：95%，对特征重抽样得出。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>评分者</translation>
    </message>
    <message>
        <source>%1: %2, %3: %4</source>
        <translation>%1：%2，%3：%4</translation>
    </message>
    <message>
        <source>kappa and alpha</source>
        <translation>kappa 与 alpha</translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotateCard</name>
    <message>
        <source>Where it fires most</source>
        <translation>激活最强的位置</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Name of the feature</source>
        <translation>特征名称</translation>
    </message>
    <message>
        <source>Name. Enter saves, Esc leaves</source>
        <translation>名称。按 Enter 保存，按 Esc 退出</translation>
    </message>
    <message>
        <source>How safety-related is it?</source>
        <translation>与安全的相关程度如何？</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>Contrast %1, fires at %2 of %3, at most %4</source>
        <translation>对比度 %1，在 %2 的%3处激活，最大 %4</translation>
    </message>
    <message>
        <source>sentence ends</source>
        <translation>句末</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Feature %1, %2. %3</source>
        <translation>特征 %1，%2。%3</translation>
    </message>
    <message>
        <source>Named by somebody else; shown once you have rated</source>
        <translation>已由他人命名；您评分后显示</translation>
    </message>
    <message>
        <source>No name yet (L names it)</source>
        <translation>尚无名称（按 L 命名）</translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotateContexts</name>
    <message>
        <source>Contexts in which the feature fires most strongly</source>
        <translation>特征激活最强的上下文</translation>
    </message>
    <message>
        <source>This feature never fires here.</source>
        <translation>该特征在此从不激活。</translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotateHeader</name>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Rate features one after the other</source>
        <translation>逐个为特征评分</translation>
    </message>
    <message>
        <source>How far raters agree, and where they do not</source>
        <translation>评分者的一致程度，以及分歧所在</translation>
    </message>
    <message>
        <source>Rater</source>
        <translation>评分者</translation>
    </message>
    <message>
        <source>Who rates in this window</source>
        <translation>在此窗口中评分的人</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Only open ones</source>
        <translation>仅未评的</translation>
    </message>
    <message>
        <source>Leave out what you have rated already</source>
        <translation>略去您已评过的</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>盲评</translation>
    </message>
    <message>
        <source>Hide the judge&apos;s answer and other people&apos;s ratings of a feature until you have rated it (B)</source>
        <translation>在您评分之前隐藏评判模型的回答和他人的评分 (B)</translation>
    </message>
    <message>
        <source>Rated by you in this queue</source>
        <translation>您在此队列中已评</translation>
    </message>
    <message>
        <source>New profile…</source>
        <translation>新建身份…</translation>
    </message>
    <message>
        <source>Who rates?</source>
        <translation>由谁评分？</translation>
    </message>
    <message>
        <source>%1 of %2 rated</source>
        <translation>已评 %1 / %2</translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotateKeyList</name>
    <message>
        <source>Rate, then the next card</source>
        <translation>评分，然后转到下一张卡片</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>暂时跳过</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Undo, and back to that card</source>
        <translation>撤销，并回到那张卡片</translation>
    </message>
    <message>
        <source>Next card, without rating</source>
        <translation>下一张卡片，不评分</translation>
    </message>
    <message>
        <source>Previous card</source>
        <translation>上一张卡片</translation>
    </message>
    <message>
        <source>Flag for another look, or take the flag away</source>
        <translation>标记以待复查，或取消标记</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Name the feature</source>
        <translation>为特征命名</translation>
    </message>
    <message>
        <source>Blind mode on or off</source>
        <translation>开启或关闭盲评模式</translation>
    </message>
    <message>
        <source>Next, previous context</source>
        <translation>下一个、上一个上下文</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>Scroll by a page</source>
        <translation>滚动一页</translation>
    </message>
    <message>
        <source>This list; Esc closes it</source>
        <translation>此列表；按 Esc 关闭</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Confirm the judge&apos;s rating once it is shown, then the next card</source>
        <translation>评判模型的评分显示后加以确认，然后转到下一张卡片</translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotateKeyStrip</name>
    <message>
        <source>rate</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>confirm the judge</source>
        <translation>确认评判模型</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>name</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>move</source>
        <translation>切换卡片</translation>
    </message>
    <message>
        <source>scroll</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>盲评</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Keys of this page. The question mark lists them.</source>
        <translation>此页的按键。按问号可列出全部。</translation>
    </message>
    <message>
        <source>show the judge&apos;s answer</source>
        <translation>显示评判模型的回答</translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotatePage</name>
    <message>
        <source>Nothing to rate yet</source>
        <translation>还没有可评的内容</translation>
    </message>
    <message>
        <source>People rate features of a feature index: what it takes is preference pairs, a reward model and a sparse autoencoder. The Overview page does it step by step.</source>
        <translation>人为特征索引中的特征评分：需要偏好对、奖励模型和稀疏自编码器。“概览”页会逐步引导您完成。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>All done</source>
        <translation>全部完成</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Card %1 of %2</source>
        <translation>卡片 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>You have rated %1 of %Ln features in “%2”.</source>
        <translation>
            <numerusform>您已在“%2”中评了 %Ln 个特征中的 %1 个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped.</source>
        <translation>
            <numerusform>跳过 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through the skipped (%1)</source>
        <translation>处理跳过的 (%1)</translation>
    </message>
    <message>
        <source>Go on with: %1 (%2)</source>
        <translation>继续：%1 (%2)</translation>
    </message>
    <message>
        <source>Enter goes on, the left arrow goes back to the last card.</source>
        <translation>按 Enter 继续，按左方向键返回上一张卡片。</translation>
    </message>
    <message>
        <source>This queue is done</source>
        <translation>此队列已完成</translation>
    </message>
    <message>
        <source>Nothing in this queue</source>
        <translation>此队列为空</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Nothing is lost: the card stays. Press the key again to try once more.</source>
        <translation>没有丢失任何内容：卡片仍在。再按一次该键即可重试。</translation>
    </message>
    <message>
        <source>Nothing can be rated here.</source>
        <translation>这里没有可评的内容。</translation>
    </message>
    <message>
        <source>The judge&apos;s rating is hidden, so there is nothing to confirm yet.</source>
        <translation>评判模型的评分已隐藏，因此还没有可确认的内容。</translation>
    </message>
    <message>
        <source>The judge has not rated this feature, so there is nothing to confirm.</source>
        <translation>评判模型没有评过该特征，因此没有可确认的内容。</translation>
    </message>
    <message>
        <source>Rate with 1 to 5.</source>
        <translation>请按 1 到 5 评分。</translation>
    </message>
    <message>
        <source>There is nothing of yours left to take back.</source>
        <translation>没有您可以撤回的操作了。</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>已撤回：%1</translation>
    </message>
    <message>
        <source>This is the last card.</source>
        <translation>这是最后一张卡片。</translation>
    </message>
    <message>
        <source>Somebody else has named this feature; blind mode hides the name.</source>
        <translation>他人已为该特征命名；盲评模式隐藏了名称。</translation>
    </message>
    <message>
        <source>Rate first, or press B to see it.</source>
        <translation>请先评分，或按 B 查看。</translation>
    </message>
    <message>
        <source>Feature %1: skipped</source>
        <translation>特征 %1：已跳过</translation>
    </message>
    <message>
        <source>Feature %1: you %2</source>
        <translation>特征 %1：您 %2 分</translation>
    </message>
    <message>
        <source>Feature %1: you %2, word lists %3</source>
        <translation>特征 %1：您 %2 分，词表 %3 分</translation>
    </message>
    <message>
        <source>Feature %1: you %2, LLM %3</source>
        <translation>特征 %1：您 %2 分，LLM %3 分</translation>
    </message>
    <message>
        <source>Rate with 1 to 5 first, or press B (or take away the tick at Blind) to see its answer.</source>
        <translation>请先按 1 到 5 评分，或按 B（或取消勾选“盲评”）查看其回答。</translation>
    </message>
</context>
<context>
    <name>saferscope::AnswerBox</name>
    <message>
        <source>Answer A</source>
        <translation>回答 A</translation>
    </message>
    <message>
        <source>Answer B</source>
        <translation>回答 B</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Type or paste an answer</source>
        <translation>输入或粘贴一个回答</translation>
    </message>
    <message>
        <source>Type or paste another answer</source>
        <translation>输入或粘贴另一个回答</translation>
    </message>
    <message>
        <source>The reward that the model gives to this answer</source>
        <translation>模型给此回答的奖励</translation>
    </message>
    <message>
        <source>Reward of %1: %2</source>
        <translation>%1 的奖励：%2</translation>
    </message>
    <message>
        <source>No reward yet</source>
        <translation>尚无奖励</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditDetail</name>
    <message>
        <source>prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation>上一个偏好对</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一个偏好对</translation>
    </message>
    <message>
        <source>Previous pair (K)</source>
        <translation>上一个偏好对 (K)</translation>
    </message>
    <message>
        <source>Next pair (J)</source>
        <translation>下一个偏好对 (J)</translation>
    </message>
    <message>
        <source>Show in Pairs</source>
        <translation>在“偏好对”页显示</translation>
    </message>
    <message>
        <source>Every token of both answers, on the Pairs page</source>
        <translation>在“偏好对”页查看两个回答的每个词元</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>优选回答</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>拒选回答</translation>
    </message>
    <message>
        <source>No pair selected</source>
        <translation>未选择偏好对</translation>
    </message>
    <message>
        <source>No kept feature fires in this pair at the positions that count.</source>
        <translation>在计入的位置上，此偏好对中没有保留特征激活。</translation>
    </message>
    <message>
        <source>score_safe is %1; the features below add up to %2. Positive speaks for the label.</source>
        <translation>score_safe 为 %1；下列特征合计 %2。正值支持该标签。</translation>
    </message>
    <message>
        <source>The index holds this pair the other way round; its numbers were turned.</source>
        <translation>索引中此偏好对的方向相反；其数值已反转。</translation>
    </message>
    <message>
        <source>Show this feature on the Features page</source>
        <translation>在“特征”页显示此特征</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditForm</name>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Whose labels are suspect</source>
        <translation>要排查标签的数据集</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Scores and margins come from it</source>
        <translation>得分和奖励差的来源</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>What score_safe counts</source>
        <translation>score_safe 计入的特征</translation>
    </message>
    <message>
        <source>llm = 5 and stable</source>
        <translation>llm = 5 and stable</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Trusted pairs</source>
        <translation>可信偏好对</translation>
    </message>
    <message>
        <source>A data set with labels that are right and pairs that the index holds as well: the number of wrong labels is then read from the model&apos;s accuracy on it</source>
        <translation>标签正确、且其偏好对也在索引中的数据集：据模型在其上的准确率推算错误标签的数量</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln strongest</source>
        <translation>
            <numerusform>最强的 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>特征集 %1</translation>
    </message>
    <message>
        <source>By a rule…</source>
        <translation>按规则…</translation>
    </message>
    <message>
        <source>Import preference pairs on the Overview page.</source>
        <translation>请在“概览”页导入偏好对。</translation>
    </message>
    <message>
        <source>Build an index on the Overview page: scores and margins come from it.</source>
        <translation>请在“概览”页构建索引：得分和奖励差来自索引。</translation>
    </message>
    <message>
        <source>Type a rule such as llm = 5 and stable.</source>
        <translation>请输入规则，例如 llm = 5 and stable。</translation>
    </message>
    <message>
        <source>The suspect pairs cannot be the trusted ones.</source>
        <translation>可疑偏好对不能同时作为可信偏好对。</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditHistogram</name>
    <message>
        <source>Histogram of the suspicion</source>
        <translation>可疑度直方图</translation>
    </message>
    <message>
        <source>suspicion</source>
        <translation>可疑度</translation>
    </message>
    <message>
        <source>-score_safe</source>
        <translation>-score_safe</translation>
    </message>
    <message>
        <source>-margin</source>
        <translation>-奖励差</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>known to be wrong</source>
        <translation>已知有误</translation>
    </message>
    <message>
        <source>Values from %1 to %2, most between %3 and %4</source>
        <translation>值从 %1 到 %2，多数在 %3 与 %4 之间</translation>
    </message>
    <message>
        <source>Known to be wrong: %1</source>
        <translation>已知有误：%1</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditModel</name>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 错误</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>1 is the most suspicious by what Suspicion says</source>
        <translation>按“可疑度依据”，1 最可疑</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Name of the pair in its data set</source>
        <translation>偏好对在数据集中的名称</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Group the pair belongs to</source>
        <translation>偏好对所属的组</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>Mean of the normal scores of -score_safe and of the loss: high is suspect</source>
        <translation>-score_safe 与损失的正态得分的平均值：高者可疑</translation>
    </message>
    <message>
        <source>score_safe</source>
        <translation>score_safe</translation>
    </message>
    <message>
        <source>What the kept features say for the chosen answer: low is suspect</source>
        <translation>保留特征对优选回答的支持程度：低者可疑</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>Reward of the chosen answer minus that of the rejected one: low is suspect</source>
        <translation>优选回答的奖励减拒选回答的奖励：低者可疑</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>-log σ(margin) in nats: high is suspect</source>
        <translation>-log σ(margin)，单位 nat：高者可疑</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真相</translation>
    </message>
    <message>
        <source>Whether the label is known to be wrong</source>
        <translation>是否已知标签有误</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditPanel</name>
    <message>
        <source>Nothing to audit yet</source>
        <translation>还没有可审计的内容</translation>
    </message>
    <message>
        <source>Import preference pairs and build an index of them on the Overview page.</source>
        <translation>请在“概览”页导入偏好对并构建索引。</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Auditing</source>
        <translation>正在审计</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No audit yet</source>
        <translation>还没有审计</translation>
    </message>
    <message>
        <source>An audit ranks the pairs by how much the features and the reward model speak against their label, says why, and estimates how many labels are wrong.</source>
        <translation>审计按特征和奖励模型对标签的反对程度给偏好对排名，说明原因，并估计错误标签的数量。</translation>
    </message>
    <message>
        <source>Suspicion by</source>
        <translation>可疑度依据</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The ranked pairs as CSV or JSON</source>
        <translation>将偏好对排名导出为 CSV 或 JSON</translation>
    </message>
    <message>
        <source>Ranked pairs</source>
        <translation>偏好对排名</translation>
    </message>
    <message>
        <source>Why this pair</source>
        <translation>为何可疑</translation>
    </message>
    <message>
        <source>How well</source>
        <translation>识别效果</translation>
    </message>
    <message>
        <source>Reading pairs</source>
        <translation>正在读取偏好对</translation>
    </message>
    <message>
        <source>This data set was changed on purpose: %1</source>
        <translation>此数据集被有意改动过：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of the %1 pairs cannot be ranked, first %2 (%3).</source>
        <translation>
            <numerusform>%1 个偏好对中有 %Ln 个无法排名，首个为 %2（%3）。</numerusform>
        </translation>
    </message>
    <message>
        <source>The open index does not hold the pair %1.</source>
        <translation>打开的索引中没有偏好对 %1。</translation>
    </message>
    <message>
        <source>The Pairs page shows the newest index.</source>
        <translation>“偏好对”页显示的是最新的索引。</translation>
    </message>
    <message>
        <source>The ranking could not be saved: %1</source>
        <translation>无法保存排名：%1</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Export the ranking</source>
        <translation>导出排名</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json);;Tab-separated (*.tsv)</source>
        <translation>CSV (*.csv);;JSON (*.json);;制表符分隔 (*.tsv)</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditQuality</name>
    <message>
        <source>Nothing says which labels of this data set are wrong, so that how well they are found cannot be measured.</source>
        <translation>没有信息说明此数据集中哪些标签有误，因此无法衡量识别效果。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of the %1 labels of which the truth is known are wrong (%2).</source>
        <translation>
            <numerusform>已知真相的 %1 个标签中有 %Ln 个错误（%2）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Suspicion by</source>
        <translation>可疑度依据</translation>
    </message>
    <message>
        <source>ROC area (95 % CI)</source>
        <translation>ROC 面积（95% 置信区间）</translation>
    </message>
    <message>
        <source>Precision at %1</source>
        <translation>前 %1 的精确率</translation>
    </message>
    <message>
        <source>%1 (%2–%3)</source>
        <translation>%1 (%2–%3)</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>未定义</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditRocChart</name>
    <message>
        <source>ROC curves</source>
        <translation>ROC 曲线</translation>
    </message>
    <message>
        <source>%1: area %2</source>
        <translation>%1：面积 %2</translation>
    </message>
    <message>
        <source>right labels taken for wrong ones</source>
        <translation>被误判为错误的正确标签</translation>
    </message>
</context>
<context>
    <name>saferscope::AuditWords</name>
    <message>
        <source>the model&apos;s accuracy on trusted pairs</source>
        <translation>模型在可信偏好对上的准确率</translation>
    </message>
    <message>
        <source>reward margins</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>score_safe</source>
        <translation>score_safe</translation>
    </message>
    <message>
        <source>%1 (95 % CI %2–%3)</source>
        <translation>%1（95% 置信区间 %2–%3）</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The bound holds if swaps hit sure and unsure pairs alike.</source>
        <translation>若确定与不确定的偏好对被调换的概率相同，则此上界成立。</translation>
    </message>
    <message>
        <source>The estimate by %1, %2, is not to be trusted: %3</source>
        <translation>由%1得出的估计值 %2 不可信：%3</translation>
    </message>
    <message>
        <source>It takes the numbers for two mirrored normal curves, which they fit.</source>
        <translation>该估计假定数值来自两条互为镜像的正态曲线，数据与此相符。</translation>
    </message>
    <message>
        <source>A model that was trained on these pairs has learned wrong labels too: then there are more.</source>
        <translation>用这些偏好对训练的模型也学到了错误标签：实际数量会更多。</translation>
    </message>
    <message>
        <source>pairs that Saferscope flipped</source>
        <translation>被 Saferscope 翻转的偏好对</translation>
    </message>
    <message>
        <source>what the demo planted</source>
        <translation>演示中预先植入的内容</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message numerus="yes">
        <source>About %1 of %Ln pairs look mislabelled, by %2.</source>
        <translation>
            <numerusform>据%2估计，%Ln 个偏好对中约有 %1 个可能误标。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most about %1 of %Ln pairs are mislabelled, by the %2 of which %3 is surest.</source>
        <translation>
            <numerusform>据%3最确定的 %2 个偏好对推算，%Ln 个中至多约有 %1 个误标。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How many of the %Ln pairs are mislabelled cannot be told from these numbers.</source>
        <translation>
            <numerusform>由这些数值无法得知 %Ln 个偏好对中有多少误标。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::CausalPage</name>
    <message>
        <source>One pair</source>
        <translation>单个偏好对</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Steering</source>
        <translation>引导</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>The pair “%1” is not in the open index.</source>
        <translation>打开的索引中没有偏好对“%1”。</translation>
    </message>
    <message>
        <source>This tab shows pairs of the index&apos;s own data set.</source>
        <translation>此标签页只显示索引自身数据集中的偏好对。</translation>
    </message>
    <message>
        <source>Causal lab</source>
        <translation>因果实验室</translation>
    </message>
</context>
<context>
    <name>saferscope::CausalResultsPanel</name>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>This test is not done yet; its results appear here when it is.</source>
        <translation>此测试尚未完成；完成后结果会显示在这里。</translation>
    </message>
    <message>
        <source>This test ended before it was done. Resume it under Full test.</source>
        <translation>此测试未完成就已结束。可在“完整测试”中继续。</translation>
    </message>
    <message>
        <source>This run measured nothing.</source>
        <translation>此次运行没有测量任何内容。</translation>
    </message>
    <message>
        <source>Single features (%1)</source>
        <translation>单个特征（%1）</translation>
    </message>
    <message>
        <source>The table cannot be saved: %1</source>
        <translation>无法保存表格：%1</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Kept as “%1”.</source>
        <translation>已保留为“%1”。</translation>
    </message>
    <message>
        <source>The Kept tab compares and exports it.</source>
        <translation>可在“已保留”标签页中比较和导出。</translation>
    </message>
    <message>
        <source>No test yet</source>
        <translation>还没有测试</translation>
    </message>
    <message>
        <source>A full test measures whether a set of features is needed and enough, against 200 control sets, and each feature alone.</source>
        <translation>完整测试以 200 个对照集为参照，衡量一组特征是否必要、是否充分，并逐个测量每个特征。</translation>
    </message>
    <message>
        <source>Start a test</source>
        <translation>开始测试</translation>
    </message>
    <message>
        <source>The results of this run cannot be read.</source>
        <translation>无法读取此次运行的结果。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Every change (CSV)…</source>
        <translation>所有改动 (CSV)…</translation>
    </message>
    <message>
        <source>Everything (JSON)…</source>
        <translation>全部内容 (JSON)…</translation>
    </message>
    <message>
        <source>Chart as picture (PNG)…</source>
        <translation>图表存为图片 (PNG)…</translation>
    </message>
    <message>
        <source>Chart as drawing (SVG)…</source>
        <translation>图表存为矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Chart as document (PDF)…</source>
        <translation>图表存为文档 (PDF)…</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Doses</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>归因</translation>
    </message>
    <message>
        <source>Is the set needed, is it enough, where?</source>
        <translation>特征集是否必要、是否充分、在何处？</translation>
    </message>
    <message>
        <source>Would other features have done it?</source>
        <translation>换成其他特征也会如此吗？</translation>
    </message>
    <message>
        <source>More and less of the set</source>
        <translation>特征集的增强与减弱</translation>
    </message>
    <message>
        <source>Guessed against measured effect of single features</source>
        <translation>单个特征的估计效应与实测效应</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Every change</source>
        <translation>所有改动</translation>
    </message>
    <message>
        <source>Single features</source>
        <translation>单个特征</translation>
    </message>
    <message>
        <source>Enter or double click shows the feature</source>
        <translation>按 Enter 或双击可显示该特征</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>测量内容</translation>
    </message>
</context>
<context>
    <name>saferscope::ChangeCurve</name>
    <message>
        <source>Rewards over the dose</source>
        <translation>奖励随剂量的变化</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>%1 %2: margin %3, chosen %4, rejected %5</source>
        <translation>%1 %2：奖励差 %3，优选 %4，拒选 %5</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>奖励差</translation>
    </message>
</context>
<context>
    <name>saferscope::ChangeRow</name>
    <message>
        <source>What is done</source>
        <translation>操作方式</translation>
    </message>
    <message>
        <source>Ablate</source>
        <translation>消融</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Clamp</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>Takes the feature&apos;s part out of the model&apos;s stream, as if it had never fired</source>
        <translation>从模型的残差流中去掉该特征的部分，如同它从未激活</translation>
    </message>
    <message>
        <source>Multiplies the activation: 1 leaves it, 0 removes it, -1 turns it round</source>
        <translation>将激活值乘以系数：1 不变，0 去除，-1 反转</translation>
    </message>
    <message>
        <source>Sets the activation to one value, also where the feature was silent</source>
        <translation>将激活值设为固定值，未激活处也一样</translation>
    </message>
    <message>
        <source>Adds to the activation, also where the feature was silent</source>
        <translation>在激活值上增加，未激活处也一样</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much, as a number</source>
        <translation>强度数值</translation>
    </message>
    <message>
        <source>Back to where it changes nothing</source>
        <translation>恢复到不产生改变的值</translation>
    </message>
    <message>
        <source>Off leaves the change out for now</source>
        <translation>取消勾选可暂时停用此改动</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>启用</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln features)</source>
        <translation>
            <numerusform>%1（%Ln 个特征）</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the features of the set</source>
        <translation>显示特征集中的特征</translation>
    </message>
    <message>
        <source>Remove this change (Delete)</source>
        <translation>移除此改动 (Delete)</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>另有 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::ChangeSearchModel</name>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
</context>
<context>
    <name>saferscope::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Do something, go somewhere, or find a feature, pair or help page</source>
        <translation>执行命令、跳转，或查找特征、偏好对、帮助页</translation>
    </message>
    <message>
        <source>What to do or to find</source>
        <translation>要执行或查找的内容</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Searching the workspace…</source>
        <translation>正在搜索工作区…</translation>
    </message>
    <message>
        <source>Nothing fits. Fewer letters find more.</source>
        <translation>没有匹配项。少输几个字可找到更多。</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter does it, Esc closes. #12 goes to feature 12.</source>
        <translation>上下键选择，Enter 执行，Esc 关闭。#12 跳转到特征 12。</translation>
    </message>
</context>
<context>
    <name>saferscope::ComposerPanel</name>
    <message numerus="yes">
        <source>Saved %Ln pairs to %1</source>
        <translation>
            <numerusform>已将 %Ln 个偏好对保存到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No experiments yet</source>
        <translation>还没有实验</translation>
    </message>
    <message>
        <source>Import preference pairs and train a reward model on the Overview page; then you can flip or drop pairs here and see what that does to the model.</source>
        <translation>请在“概览”页导入偏好对并训练奖励模型；之后可在此翻转或丢弃偏好对，观察对模型的影响。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Writing the plans and queueing the runs…</source>
        <translation>正在写入计划并将运行排入队列…</translation>
    </message>
    <message>
        <source>It can be started once there is a preview.</source>
        <translation>有了预览后即可开始。</translation>
    </message>
    <message>
        <source>Making the preview…</source>
        <translation>正在生成预览…</translation>
    </message>
    <message numerus="yes">
        <source>Start %Ln trainings</source>
        <translation>
            <numerusform>开始 %Ln 次训练</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start %Ln evaluations</source>
        <translation>
            <numerusform>开始 %Ln 次评估</numerusform>
        </translation>
    </message>
    <message>
        <source>Gather the results</source>
        <translation>汇总结果</translation>
    </message>
    <message>
        <source>This experiment is started. Change something to start another.</source>
        <translation>此实验已开始。更改设置即可开始另一个。</translation>
    </message>
    <message>
        <source>They are handed to Slurm and go on without this window.</source>
        <translation>任务交由 Slurm 运行，无需此窗口。</translation>
    </message>
    <message>
        <source>They go on when this window is closed.</source>
        <translation>关闭此窗口后任务仍会继续。</translation>
    </message>
    <message>
        <source>Every model of it is there or under way already.</source>
        <translation>其中的模型都已存在或正在进行。</translation>
    </message>
    <message>
        <source>The open index does not hold the pair %1.</source>
        <translation>打开的索引中没有偏好对 %1。</translation>
    </message>
    <message>
        <source>Build an index of this data set to see its pairs.</source>
        <translation>请为此数据集构建索引以查看其偏好对。</translation>
    </message>
    <message>
        <source>What the experiment is made of</source>
        <translation>实验的组成</translation>
    </message>
    <message>
        <source>No label would be flipped: at these ratios that is less than one pair, or no pair has a score. Choose a larger ratio, a larger data set, or an index that was made of it.</source>
        <translation>没有标签会被翻转：按这些比例不足一个偏好对，或没有偏好对有分数。请选择更大的比例、更大的数据集，或由该数据集构建的索引。</translation>
    </message>
    <message>
        <source>No pair would be dropped: at these ratios that is less than one pair, or no pair has a score. Choose a larger ratio, a larger data set, or an index that was made of it.</source>
        <translation>没有偏好对会被剔除：按这些比例不足一个偏好对，或没有偏好对有分数。请选择更大的比例、更大的数据集，或由该数据集构建的索引。</translation>
    </message>
</context>
<context>
    <name>saferscope::Cover</name>
    <message>
        <source>Covered text. Click to show it.</source>
        <translation>文本已遮盖。点击显示。</translation>
    </message>
    <message>
        <source>Click to show</source>
        <translation>点击显示</translation>
    </message>
</context>
<context>
    <name>saferscope::DataSetPanel</name>
    <message>
        <source>Nothing to change yet</source>
        <translation>还没有可改动的内容</translation>
    </message>
    <message>
        <source>Import preference pairs, train or choose a reward model and an SAE, and build an index on the Overview page.</source>
        <translation>请在“概览”页导入偏好对，训练或选择奖励模型和 SAE，并构建索引。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>快速查看</translation>
    </message>
    <message>
        <source>Full test</source>
        <translation>完整测试</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>One change, answered while you drag</source>
        <translation>一项改动，拖动时即时得出结果</translation>
    </message>
    <message>
        <source>A set against controls, doses and single features, as a run</source>
        <translation>作为一次运行，将特征集与对照、剂量和单个特征相比较</translation>
    </message>
    <message>
        <source>What such runs found</source>
        <translation>这些运行的结果</translation>
    </message>
    <message>
        <source>What is to be measured</source>
        <translation>要测量的内容</translation>
    </message>
</context>
<context>
    <name>saferscope::EmptyState</name>
    <message>
        <source>No action</source>
        <translation>无操作</translation>
    </message>
</context>
<context>
    <name>saferscope::ExperimentsPage</name>
    <message>
        <source>Compose</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>The experiment is started.</source>
        <translation>实验已开始。</translation>
    </message>
    <message>
        <source>Live shows its curves, Results fills up as models are evaluated.</source>
        <translation>“实时”显示曲线；随着模型评估完成，“结果”会逐步填充。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
</context>
<context>
    <name>saferscope::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Writes a copy for other programs; the workspace stays as it is.</source>
        <translation>为其他程序写出一份副本；工作区保持不变。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>导出已取消。</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>要导出的内容</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>格式(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>目标(&amp;T)</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>在文件夹中显示(&amp;F)</translation>
    </message>
    <message>
        <source>The Overview page leads to it.</source>
        <translation>可从“概览”页着手。</translation>
    </message>
    <message>
        <source>Folder to make it in</source>
        <translation>存放新文件夹的位置</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This folder is there already and not empty.</source>
        <translation>此文件夹已存在且不为空。</translation>
    </message>
    <message>
        <source>This file is there already.</source>
        <translation>此文件已存在。</translation>
    </message>
    <message>
        <source>Press Export again to replace what is in it, or choose another place.</source>
        <translation>再次点击“导出”将替换其中的内容，或请选择其他位置。</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>%1: exported.</source>
        <translation>%1：已导出。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureChips</name>
    <message>
        <source>Feature %1 fires in %2 of the top contexts too. Contrast %3.</source>
        <translation>特征 %1 也在 %2 的最强上下文中激活。对比度 %3。</translation>
    </message>
    <message>
        <source>Features that fire together with this one</source>
        <translation>与该特征同时激活的特征</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureContextModel</name>
    <message>
        <source>chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>%1–%2&#x202f;% of activations</source>
        <translation>激活的第 %1–%2%</translation>
    </message>
    <message>
        <source>%1, activation %2, %3. %4</source>
        <translation>%1，激活值 %2，%3。%4</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureDetail</name>
    <message>
        <source>Previous feature (K)</source>
        <translation>上一个特征 (K)</translation>
    </message>
    <message>
        <source>Next feature (J)</source>
        <translation>下一个特征 (J)</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Rate this feature</source>
        <translation>为此特征评分</translation>
    </message>
    <message>
        <source>Rate this feature on the Annotate page</source>
        <translation>在“标注”页为此特征评分</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Subsets</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>共现</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Contrast within each subset of the pairs</source>
        <translation>偏好对各子集内的对比度</translation>
    </message>
    <message>
        <source>How often it fires how strongly</source>
        <translation>各种强度的激活频率</translation>
    </message>
    <message>
        <source>Features that fire together with this one</source>
        <translation>与该特征同时激活的特征</translation>
    </message>
    <message>
        <source>What people and judges say</source>
        <translation>评分者和评判模型的意见</translation>
    </message>
    <message>
        <source>Nothing fires with it in its top contexts.</source>
        <translation>在其最强上下文中没有同时激活的特征。</translation>
    </message>
    <message>
        <source>Where it fires</source>
        <translation>激活位置</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>最强</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>分位</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>The strongest activations</source>
        <translation>最强的激活</translation>
    </message>
    <message>
        <source>Activations from ten bands of strength</source>
        <translation>取自十个强度区间的激活</translation>
    </message>
    <message>
        <source>Activations picked at random</source>
        <translation>随机抽取的激活</translation>
    </message>
    <message>
        <source>Contexts in which the feature fires</source>
        <translation>特征激活的上下文</translation>
    </message>
    <message>
        <source>No feature selected</source>
        <translation>未选择特征</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>This feature never fires here.</source>
        <translation>该特征在此从不激活。</translation>
    </message>
    <message>
        <source>There are no contexts of this kind.</source>
        <translation>没有此类上下文。</translation>
    </message>
    <message>
        <source>Blue: more in chosen, orange: more in rejected; filled: surely so</source>
        <translation>蓝色：优选中更多，橙色：拒选中更多；实心：确定</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>偏向</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureFilterLine</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>Ready filters</source>
        <translation>现成筛选</translation>
    </message>
    <message>
        <source>Ready filters (Alt+Down)</source>
        <translation>现成筛选 (Alt+Down)</translation>
    </message>
    <message>
        <source>%1:  %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Forget this filter</source>
        <translation>移除此筛选</translation>
    </message>
    <message>
        <source>Keep this filter</source>
        <translation>保留此筛选</translation>
    </message>
    <message>
        <source>Ready-made filters</source>
        <translation>现成的筛选条件</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureForest</name>
    <message numerus="yes">
        <source>%1: contrast %2, 95 % CI %3, fires in %4 of %Ln pairs</source>
        <translation>
            <numerusform>%1：对比度 %2，95% 置信区间 %3，在 %Ln 个偏好对中的 %4 个激活</numerusform>
        </translation>
    </message>
    <message>
        <source> (too few to trust the interval)</source>
        <translation> (数量太少，区间不可信)</translation>
    </message>
    <message>
        <source>Contrast by subset</source>
        <translation>各子集的对比度</translation>
    </message>
    <message>
        <source>The feature never fires.</source>
        <translation>该特征从不激活。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureHistogram</name>
    <message>
        <source>Histogram of activations</source>
        <translation>激活直方图</translation>
    </message>
    <message>
        <source>The feature does not fire in any answer.</source>
        <translation>该特征在所有回答中都不激活。</translation>
    </message>
    <message>
        <source>Firings in chosen answers: %1, in rejected ones: %2.</source>
        <translation>在优选回答中激活 %1 次，在拒选回答中激活 %2 次。</translation>
    </message>
    <message>
        <source>No activations in answers</source>
        <translation>回答中没有激活</translation>
    </message>
    <message>
        <source>chosen %1</source>
        <translation>优选 %1</translation>
    </message>
    <message>
        <source>rejected %1</source>
        <translation>拒选 %1</translation>
    </message>
    <message>
        <source>Activation %1 to %2: %3 in chosen, %4 in rejected answers</source>
        <translation>激活值 %1 至 %2：优选回答 %3 个，拒选回答 %4 个</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureLabelEdit</name>
    <message>
        <source>Add a label</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>Click or F2 to name the feature</source>
        <translation>点击或按 F2 为特征命名</translation>
    </message>
    <message>
        <source>Add a label…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>What does it stand for?</source>
        <translation>它代表什么？</translation>
    </message>
    <message>
        <source>Label of the feature</source>
        <translation>特征的标签</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureMapLegend</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureMapPanel</name>
    <message>
        <source>Compute the map</source>
        <translation>计算特征图</translation>
    </message>
    <message>
        <source>Computing the map</source>
        <translation>正在计算特征图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>What the colours of the points say</source>
        <translation>点的颜色代表什么</translation>
    </message>
    <message>
        <source>What dragging does</source>
        <translation>拖动的作用</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Drag a rectangle: what is in it is picked. Shift adds to what is picked.</source>
        <translation>拖出矩形：其中的内容被选中。按住 Shift 可添加到所选内容。</translation>
    </message>
    <message>
        <source>Drag an outline: what is in it is picked. Shift adds to what is picked.</source>
        <translation>拖出轮廓：其中的内容被选中。按住 Shift 可添加到所选内容。</translation>
    </message>
    <message>
        <source>Drag the map itself; so does the middle button, or Space and a drag.</source>
        <translation>拖动图本身；中键或空格加拖动也可以。</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>缩小（−）</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom in (+, or the wheel)</source>
        <translation>放大（+ 或滚轮）</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show the whole map (Home)</source>
        <translation>显示整张图（Home）</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>保存特征图</translation>
    </message>
    <message>
        <source>Compute the map again</source>
        <translation>重新计算特征图</translation>
    </message>
    <message>
        <source>Compute the map again. Needed when the SAE has changed; the same SAE gives the same map.</source>
        <translation>重新计算特征图。SAE 改变后需要；同一 SAE 得到同一张图。</translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation>只显示这些</translation>
    </message>
    <message>
        <source>The table and the map show these features alone, until the chip above is clicked</source>
        <translation>表格和图只显示这些特征，直到点击上方的标签</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Nothing is picked any more (Escape)</source>
        <translation>取消选择（Esc）</translation>
    </message>
    <message>
        <source>Name of a set</source>
        <translation>特征集名称</translation>
    </message>
    <message>
        <source>Name of the new set</source>
        <translation>新特征集的名称</translation>
    </message>
    <message>
        <source>Save as set</source>
        <translation>存为特征集</translation>
    </message>
    <message>
        <source>Save what is picked as a feature set of this name</source>
        <translation>将所选内容以此名称存为特征集</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>Feature %1: %2</source>
        <translation>特征 %1：%2</translation>
    </message>
    <message>
        <source>Never fires at these positions</source>
        <translation>在这些位置从不激活</translation>
    </message>
    <message>
        <source>Contrast %1, fires at %2 of the positions</source>
        <translation>对比度 %1，在 %2 的位置激活</translation>
    </message>
    <message>
        <source>Judge: %1 of 5</source>
        <translation>评判模型：%1 / 5</translation>
    </message>
    <message>
        <source>People: %1 of 5</source>
        <translation>评分者：%1 / 5</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picked</source>
        <translation>
            <numerusform>已选 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Each feature becomes a point; features whose directions in the SAE&apos;s decoder are alike lie together, so that families can be seen, coloured and picked. It takes about a minute for 16,000 features.</source>
        <translation>每个特征成为一个点；SAE 解码器中方向相近的特征聚在一起，便于查看、着色和选择特征族。16,000 个特征约需一分钟。</translation>
    </message>
    <message>
        <source>The map cannot be read</source>
        <translation>无法读取特征图</translation>
    </message>
    <message>
        <source>The map is of another SAE</source>
        <translation>特征图属于另一个 SAE</translation>
    </message>
    <message>
        <source>A map of another SAE is in the workspace; its points are not these features.</source>
        <translation>工作区中的特征图属于另一个 SAE；其中的点不是这些特征。</translation>
    </message>
    <message>
        <source>No map yet</source>
        <translation>还没有特征图</translation>
    </message>
    <message>
        <source>Of a feature&apos;s 10 nearest relatives, %1 are among its 10 nearest here.</source>
        <translation>一个特征的 10 个最近亲中，有 %1 个在图上仍是其最近的 10 个。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features never fire and are left out.</source>
        <translation>
            <numerusform>%Ln 个特征从不激活，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features have no direction and are left out.</source>
        <translation>
            <numerusform>%Ln 个特征没有方向，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features fire in this index and have no place: compute the map again.</source>
        <translation>
            <numerusform>%Ln 个特征在此索引中激活但没有位置：请重新计算特征图。</numerusform>
        </translation>
    </message>
    <message>
        <source>Map of the features</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>feature-map</source>
        <translation>feature-map</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;PDF (*.pdf);;Coordinates (*.csv)</source>
        <translation>图片 (*.png);;矢量图 (*.svg);;PDF (*.pdf);;坐标 (*.csv)</translation>
    </message>
    <message>
        <source>Drag over points to pick them</source>
        <translation>拖过点即可选中</translation>
    </message>
    <message>
        <source>Alike lies together. How far apart groups lie means nothing.</source>
        <translation>相似的聚在一起。各组之间的距离没有意义。</translation>
    </message>
    <message>
        <source>A point&apos;s place is chosen so that features with similar directions in the decoder become neighbours (t-SNE). The distance between far groups, the size of a group and the directions of the picture mean nothing.</source>
        <translation>点的位置使解码器中方向相近的特征彼此相邻（t-SNE）。远处各组之间的距离、组的大小和图中的方向没有意义。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureMapView</name>
    <message>
        <source>Map of the features</source>
        <translation>特征图</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features on the map</source>
        <translation>
            <numerusform>图上有 %Ln 个特征</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them pass the filter</source>
        <translation>
            <numerusform>其中 %Ln 个符合筛选条件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features are picked</source>
        <translation>
            <numerusform>已选中 %Ln 个特征</numerusform>
        </translation>
    </message>
    <message>
        <source>In hand: %1</source>
        <translation>当前：%1</translation>
    </message>
    <message>
        <source>Arrow keys go to the neighbouring feature, plus and minus zoom, Home shows all.</source>
        <translation>方向键移到相邻特征，加减号缩放，Home 显示全部。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureNumbers</name>
    <message>
        <source>Never fires in this index</source>
        <translation>在此索引中从不激活</translation>
    </message>
    <message>
        <source>Fires about equally in chosen and rejected answers</source>
        <translation>在优选和拒选回答中激活大致相当</translation>
    </message>
    <message>
        <source>Fires somewhat more in chosen answers</source>
        <translation>在优选回答中激活稍多</translation>
    </message>
    <message>
        <source>Fires much more in chosen answers</source>
        <translation>在优选回答中激活多得多</translation>
    </message>
    <message>
        <source>Fires somewhat more in rejected answers</source>
        <translation>在拒选回答中激活稍多</translation>
    </message>
    <message>
        <source>Fires much more in rejected answers</source>
        <translation>在拒选回答中激活多得多</translation>
    </message>
    <message>
        <source>Per length</source>
        <translation>每长度</translation>
    </message>
    <message>
        <source>Contrast from means over positions, so that longer answers do not weigh more; with its 95 % interval</source>
        <translation>按位置平均计算的对比度，较长的回答不会占更大权重；附 95% 区间</translation>
    </message>
    <message>
        <source>Effect d</source>
        <translation>效应量 d</translation>
    </message>
    <message>
        <source>Mean over standard deviation of the paired differences (chosen minus rejected, per position); with its 95 % interval</source>
        <translation>配对差值（优选减拒选，按位置）的平均值除以标准差；附 95% 区间</translation>
    </message>
    <message>
        <source>Split-half</source>
        <translation>折半检验</translation>
    </message>
    <message>
        <source>How many of 100 random halvings of the pairs agree in the contrast&apos;s sign</source>
        <translation>100 次随机对半划分偏好对中，对比度符号一致的次数</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>How many standard errors the mean difference lies from 0</source>
        <translation>平均差值与 0 相距多少个标准误</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Share of positions where the feature fires</source>
        <translation>特征激活的位置占比</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>The strongest activation</source>
        <translation>最强的激活值</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Share of sentence ends where the feature fires</source>
        <translation>特征激活的句末占比</translation>
    </message>
    <message>
        <source>Share of tokens where the feature fires</source>
        <translation>特征激活的词元占比</translation>
    </message>
    <message>
        <source>Contrast, 95 % CI %1</source>
        <translation>对比度，95% CI %1</translation>
    </message>
    <message>
        <source>sign stable</source>
        <translation>符号稳定</translation>
    </message>
    <message>
        <source>sign not stable</source>
        <translation>符号不稳定</translation>
    </message>
    <message>
        <source>Fires in few pairs (%1): intervals and stability say little.</source>
        <translation>激活的偏好对很少 (%1)：区间和稳定性意义不大。</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
    <message>
        <source>95 % CI: %1</source>
        <translation>95% 置信区间：%1</translation>
    </message>
    <message>
        <source>contrast, effect size, split-half sign, density</source>
        <translation>对比度、效应量、折半符号、密度</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureOpinionList</name>
    <message>
        <source>What people and judges say</source>
        <translation>评分者和评判模型的意见</translation>
    </message>
    <message>
        <source>Nobody has rated this feature yet.</source>
        <translation>还没有人评过该特征。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureRaterLine</name>
    <message>
        <source>Who names it?</source>
        <translation>由谁命名？</translation>
    </message>
    <message>
        <source>Your profile&apos;s name</source>
        <translation>您的名字</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureScoreLine</name>
    <message>
        <source>Human</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>尚未询问</translation>
    </message>
    <message>
        <source>Nobody has rated it yet</source>
        <translation>还没有人评过</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureSetDialog</name>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln 个特征</numerusform>
        </translation>
    </message>
    <message>
        <source>Made by hand</source>
        <translation>手动创建</translation>
    </message>
    <message>
        <source>Rule: %1</source>
        <translation>规则：%1</translation>
    </message>
    <message>
        <source>contrast per length</source>
        <translation>每长度对比度</translation>
    </message>
    <message>
        <source>effect size</source>
        <translation>效应量</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>all tokens</source>
        <translation>全部词元</translation>
    </message>
    <message>
        <source>sentence ends</source>
        <translation>句末</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln strongest by %1, %2</source>
        <translation>
            <numerusform>按%1最强的 %Ln 个，%2</numerusform>
        </translation>
    </message>
    <message>
        <source>All that the rule takes, by %1, %2</source>
        <translation>规则选中的全部，按%1，%2</translation>
    </message>
    <message>
        <source>Judge: %1</source>
        <translation>评判模型：%1</translation>
    </message>
    <message>
        <source>Rated by %1</source>
        <translation>评分者：%1</translation>
    </message>
    <message>
        <source>By hand: %1 added, %2 removed</source>
        <translation>手动：添加 %1 个，移除 %2 个</translation>
    </message>
    <message>
        <source>Made %1 UTC</source>
        <translation>创建于 %1 UTC</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>最新</translation>
    </message>
    <message numerus="yes">
        <source>%n would join</source>
        <translation>
            <numerusform>将加入 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would leave</source>
        <translation>
            <numerusform>将移出 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed side</source>
        <translation>
            <numerusform>%n 个改变了方向</numerusform>
        </translation>
    </message>
    <message>
        <source>Out of date: %1</source>
        <translation>已过期：%1</translation>
    </message>
    <message>
        <source>Made “%1”: %2.</source>
        <translation>已创建“%1”：%2。</translation>
    </message>
    <message>
        <source>Added by hand: %1.</source>
        <translation>手动添加：%1。</translation>
    </message>
    <message>
        <source>Removed: %1.</source>
        <translation>已移除：%1。</translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>已删除“%1”。</translation>
    </message>
    <message>
        <source>Took the change to “%1” back.</source>
        <translation>已撤销对“%1”的改动。</translation>
    </message>
    <message>
        <source>Feature sets</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last change back (Ctrl+Z)</source>
        <translation>撤销上一次改动 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Make a set by a rule</source>
        <translation>按规则创建特征集</translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Members of the set</source>
        <translation>特征集成员</translation>
    </message>
    <message>
        <source>Show in the table</source>
        <translation>在表格中显示</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take the selected members out of the set (Del)</source>
        <translation>将所选成员移出特征集 (Del)</translation>
    </message>
    <message>
        <source>Delete the set</source>
        <translation>删除此特征集</translation>
    </message>
    <message>
        <source>Brought “%1” up to date.</source>
        <translation>“%1”已更新。</translation>
    </message>
    <message>
        <source>%1
%2, %3</source>
        <translation>%1
%2，%3</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>No set yet</source>
        <translation>还没有特征集</translation>
    </message>
    <message>
        <source>A set names the features that a score, a poisoning or a denoising uses. Make one by a rule such as “llm = 5 and stable”, then edit it by hand.</source>
        <translation>特征集指定得分、投毒或去噪所用的特征。可用“llm = 5 and stable”这样的规则创建，再手动编辑。</translation>
    </message>
    <message>
        <source>Add selected</source>
        <translation>添加所选</translation>
    </message>
    <message numerus="yes">
        <source>Add %n selected</source>
        <translation>
            <numerusform>添加所选 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Adds the features that are selected in the table behind this window</source>
        <translation>添加在此窗口后面的表格中选中的特征</translation>
    </message>
    <message>
        <source>It is of another sparse autoencoder.</source>
        <translation>它属于另一个稀疏自编码器。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureSetForm</name>
    <message>
        <source>New set</source>
        <translation>新建特征集</translation>
    </message>
    <message>
        <source>A rule of your own</source>
        <translation>自定义规则</translation>
    </message>
    <message>
        <source>llm = 5 and stable</source>
        <translation>llm = 5 and stable</translation>
    </message>
    <message>
        <source>all that the rule takes</source>
        <translation>规则选中的全部</translation>
    </message>
    <message>
        <source>the strongest </source>
        <translation>最强的 </translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Contrast per length</source>
        <translation>每长度对比度</translation>
    </message>
    <message>
        <source>Effect size d</source>
        <translation>效应量 d</translation>
    </message>
    <message>
        <source>&amp;Ready rules</source>
        <translation>现成规则(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;ule</source>
        <translation>规则(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>Strength &amp;by</source>
        <translation>强度依据(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Features the rule takes</source>
        <translation>规则选中的特征</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make the set</source>
        <translation>创建特征集</translation>
    </message>
    <message>
        <source>There is no feature index open.</source>
        <translation>没有打开的特征索引。</translation>
    </message>
    <message>
        <source>Choose a ready rule or write one.</source>
        <translation>请选择现成规则或自行编写。</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>No judge has rated features yet, so llm is not known of any.</source>
        <translation>还没有评判模型评过特征，因此所有特征的 llm 都未知。</translation>
    </message>
    <message>
        <source>Here llm means word lists: no language model has rated these features.</source>
        <translation>此处 llm 指词表：没有语言模型评过这些特征。</translation>
    </message>
    <message>
        <source>Here llm means %1.</source>
        <translation>此处 llm 指 %1。</translation>
    </message>
    <message numerus="yes">
        <source>Taken by the rule: %1. The set keeps the %Ln strongest.</source>
        <translation>
            <numerusform>规则选中：%1。特征集保留最强的 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken by the rule: %1.</source>
        <translation>规则选中：%1。</translation>
    </message>
    <message numerus="yes">
        <source>Left out, because something it asks for is not known of them: %Ln candidates.</source>
        <translation>
            <numerusform>因所需信息未知而略去：%Ln 个候选。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a set of this name already.</source>
        <translation>已有同名的特征集。</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureSetModel</name>
    <message>
        <source>(by hand)</source>
        <translation>（手动）</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureTableModel</name>
    <message>
        <source>dead</source>
        <translation>死特征</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>有分歧</translation>
    </message>
    <message>
        <source>adjudicated</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Number of the latent in the sparse autoencoder</source>
        <translation>隐变量在稀疏自编码器中的编号</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>s: how much more the feature fires in chosen than in rejected answers, from sums over answers</source>
        <translation>s：特征在优选回答中比在拒选回答中多激活多少，按回答内求和计算</translation>
    </message>
    <message>
        <source>Per length</source>
        <translation>每长度</translation>
    </message>
    <message>
        <source>Contrast from means over positions, so that longer answers do not weigh more</source>
        <translation>按位置平均计算的对比度，较长的回答不会占更大权重</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Share of positions where the feature fires</source>
        <translation>特征激活的位置占比</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Largest activation</source>
        <translation>最大激活值</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>Sum of activations over the chosen answers</source>
        <translation>优选回答上的激活总和</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>Sum of activations over the rejected answers</source>
        <translation>拒选回答上的激活总和</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Dead features never fire. Flagged, disputed and adjudicated are what people said.</source>
        <translation>死特征从不激活。已标记、有分歧和已裁定来自人的意见。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What people call the feature</source>
        <translation>人们对该特征的称呼</translation>
    </message>
    <message>
        <source>95&#x202f;% CI</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>95 % confidence interval of the contrast. Sorted by its end nearer to 0, so that the surest features come first.</source>
        <translation>对比度的 95% 置信区间。按较接近 0 的一端排序，使最确定的特征排在最前。</translation>
    </message>
    <message>
        <source>CI low</source>
        <translation>区间下限</translation>
    </message>
    <message>
        <source>Lower end of the contrast&apos;s 95 % confidence interval</source>
        <translation>对比度 95% 置信区间的下限</translation>
    </message>
    <message>
        <source>CI high</source>
        <translation>区间上限</translation>
    </message>
    <message>
        <source>Upper end of the contrast&apos;s 95 % confidence interval</source>
        <translation>对比度 95% 置信区间的上限</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效应</translation>
    </message>
    <message>
        <source>Effect size d of paired differences (chosen minus rejected): their mean over their standard deviation</source>
        <translation>配对差值（优选减拒选）的效应量 d：平均值除以标准差</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>How many standard errors the mean difference lies from 0</source>
        <translation>平均差值与 0 相距多少个标准误</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>折半</translation>
    </message>
    <message>
        <source>Split-half: how many of 100 random halvings of the pairs agree in the contrast&apos;s sign. A tick: the sign is stable.</source>
        <translation>折半检验：100 次随机对半划分偏好对中，对比度符号一致的次数。勾号：符号稳定。</translation>
    </message>
    <message>
        <source>Score 1 to 5 from word lists: a rough guess, no language model was asked. A question mark: asked, but no valid answer.</source>
        <translation>由词表得出的 1 到 5 分：粗略估计，未询问语言模型。问号：已询问，但没有有效回答。</translation>
    </message>
    <message>
        <source>Score 1 to 5 of the language model. A question mark: asked, but no valid answer.</source>
        <translation>语言模型的评分，1 到 5 分。问号：已询问，但没有有效回答。</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>Adjudicated score, else the median of people&apos;s scores. A triangle: they disagree. A tick: adjudicated.</source>
        <translation>裁定后的分数，否则为各评分者分数的中位数。三角：有分歧。勾号：已裁定。</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>分差</translation>
    </message>
    <message>
        <source>How far people&apos;s score and %1 are apart; 0 is full agreement</source>
        <translation>人的分数与%1的差距；0 为完全一致</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Pairs in which the feature fires. With fewer than ten, intervals and stability say little.</source>
        <translation>该特征激活的偏好对数。少于十个时，区间和稳定性意义不大。</translation>
    </message>
    <message>
        <source>95 % CI: %1</source>
        <translation>95% 置信区间：%1</translation>
    </message>
    <message>
        <source>The sign is stable.</source>
        <translation>符号稳定。</translation>
    </message>
    <message>
        <source>The sign is not stable: it may be chance.</source>
        <translation>符号不稳定：可能是偶然。</translation>
    </message>
    <message>
        <source>%1 gave no valid answer: %2</source>
        <translation>%1没有给出有效回答：%2</translation>
    </message>
    <message>
        <source>Its contexts look as if they were meant to steer the judge.</source>
        <translation>其上下文疑似意图左右评判模型。</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>尚未询问</translation>
    </message>
    <message>
        <source>Nobody has rated it yet</source>
        <translation>还没有人评过</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>有分歧</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>稳定</translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureTableView</name>
    <message>
        <source>Table of features</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns as at first</source>
        <translation>恢复默认列</translation>
    </message>
</context>
<context>
    <name>saferscope::FeaturesPage</name>
    <message>
        <source>No features yet</source>
        <translation>还没有特征</translation>
    </message>
    <message>
        <source>Features appear once a feature index has been built from preference pairs, a reward model and a sparse autoencoder. The Overview page does it step by step.</source>
        <translation>用偏好对、奖励模型和稀疏自编码器构建特征索引后，特征会显示在这里。“概览”页会逐步引导您完成。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>Named sets of features: make, edit, choose</source>
        <translation>命名的特征集：创建、编辑、选择</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Show and hide columns</source>
        <translation>显示和隐藏列</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Save the table as CSV, tab-separated text or JSON (Ctrl+E)</source>
        <translation>将表格保存为 CSV、制表符分隔文本或 JSON (Ctrl+E)</translation>
    </message>
    <message>
        <source>Filter: llm &gt;= 4 and stable, or any word</source>
        <translation>筛选：llm &gt;= 4 and stable，或任意词语</translation>
    </message>
    <message>
        <source>Words are looked for in ids, labels, explanations and comments. Numbers: id, contrast, low, high, normalised, effect, z, split, density, max, chosen, rejected, pairs, llm, human, agree, raters. Texts: label, explanation, comment, set. Yes or no: dead, positive, negative, stable, rated, unreviewed, unrated, disputed, adjudicated, flagged, suspicious. Examples: |contrast| &gt; 0.1 and density &lt; 5%; llm = 4, 5 and unreviewed; agree &gt;= 2; set = &quot;my set&quot;.</source>
        <translation>词语会在 id、标签、解释和备注中查找。数值：id, contrast, low, high, normalised, effect, z, split, density, max, chosen, rejected, pairs, llm, human, agree, raters。文本：label, explanation, comment, set。是或否：dead, positive, negative, stable, rated, unreviewed, unrated, disputed, adjudicated, flagged, suspicious。示例：|contrast| &gt; 0.1 and density &lt; 5%; llm = 4, 5 and unreviewed; agree &gt;= 2; set = &quot;my set&quot;。</translation>
    </message>
    <message>
        <source>Strong and stable</source>
        <translation>强且稳定</translation>
    </message>
    <message>
        <source>Rated 5 by the judge</source>
        <translation>评判模型评 5 分</translation>
    </message>
    <message>
        <source>Waiting for people</source>
        <translation>等待评分者</translation>
    </message>
    <message>
        <source>People and judge apart</source>
        <translation>评分者与评判模型不一致</translation>
    </message>
    <message>
        <source>Disputed or flagged</source>
        <translation>有分歧或已标记</translation>
    </message>
    <message>
        <source>No valid answer</source>
        <translation>没有有效回答</translation>
    </message>
    <message>
        <source>Sign not sure</source>
        <translation>符号不确定</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln 个特征</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln features</source>
        <translation>
            <numerusform>%1 / %Ln 个特征</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Choose another folder or free some space.</source>
        <translation>请选择其他文件夹，或腾出一些空间。</translation>
    </message>
    <message numerus="yes">
        <source>Saved %Ln features to %1</source>
        <translation>
            <numerusform>已将 %Ln 个特征保存到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Save features</source>
        <translation>保存特征</translation>
    </message>
    <message>
        <source>in set %1  ✕</source>
        <translation>特征集 %1  ✕</translation>
    </message>
    <message>
        <source>In set %1: show all features again</source>
        <translation>特征集 %1：重新显示全部特征</translation>
    </message>
    <message>
        <source>Show all features again</source>
        <translation>重新显示全部特征</translation>
    </message>
    <message>
        <source>Table or map</source>
        <translation>表格或图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>One row per feature</source>
        <translation>每个特征一行</translation>
    </message>
    <message>
        <source>One point per feature, relatives together (M)</source>
        <translation>每个特征一个点，相近的聚在一起（M）</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation>筛选表格</translation>
    </message>
    <message>
        <source>Name the feature</source>
        <translation>为特征命名</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Saved the map to %1</source>
        <translation>已将特征图保存到 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picked on the map  ✕</source>
        <translation>
            <numerusform>图上已选 %Ln 个  ✕</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %Ln features picked on the map: show all features again</source>
        <translation>
            <numerusform>仅显示图上选中的 %Ln 个特征：重新显示全部</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved “%1” with %Ln features.</source>
        <translation>
            <numerusform>已保存“%1”，含 %Ln 个特征。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that never fire here were left out.</source>
        <translation>
            <numerusform>略去了 %Ln 个在此从不激活的特征。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the map as a picture, or its coordinates as CSV (Ctrl+E)</source>
        <translation>将特征图保存为图片，或将坐标保存为 CSV（Ctrl+E）</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>保存特征图</translation>
    </message>
</context>
<context>
    <name>saferscope::FitSteeringDialog</name>
    <message>
        <source>Fit a profile on trusted pairs</source>
        <translation>用可信偏好对拟合配置</translation>
    </message>
    <message>
        <source>Finds one factor for each feature, by gradient descent, that makes pairs you trust come out right. The model&apos;s weights do not change, and the profile can be taken off at any time.</source>
        <translation>用梯度下降为每个特征求一个系数，使您信任的偏好对判定正确。模型权重不变，配置可随时取消。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>Pairs you trust, and not the ones you measure on afterwards.</source>
        <translation>您信任的偏好对，且之后不再用于测量。</translation>
    </message>
    <message>
        <source>At m&amp;ost</source>
        <translation>最多(&amp;O)</translation>
    </message>
    <message>
        <source>F&amp;eatures</source>
        <translation>特征(&amp;E)</translation>
    </message>
    <message>
        <source>N&amp;umbers</source>
        <translation>编号(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Positions</source>
        <translation>位置(&amp;P)</translation>
    </message>
    <message>
        <source>fitted </source>
        <translation>拟合 </translation>
    </message>
    <message>
        <source>Fewer than %1 trusted pairs are unreliable: in our tests 100 pairs made one of two models worse.</source>
        <translation>可信偏好对少于 %1 个时不可靠：在我们的测试中，使用 100 个偏好对时，两个模型中有一个变得更差。</translation>
    </message>
    <message>
        <source>The open index&apos;s SAE was trained on another model; the model&apos;s own SAE describes it better.</source>
        <translation>所打开索引的 SAE 是用另一个模型训练的；该模型自己的 SAE 能更好地描述它。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs: about three quarters are fitted; the rest choose when to stop and give the accuracy before and after. Do not expect a cure: on three poisoned demo models, 400 pairs won back 2 to 17 % of the lost accuracy, where fine-tuning the weights on the same pairs won back 75 to 91 %. Measure the profile on other pairs afterwards.</source>
        <translation>
            <numerusform>%Ln 个偏好对：约四分之三用于拟合，其余用于决定何时停止，并给出前后的准确率。不要指望彻底修复：在三个被投毒的演示模型上，400 个偏好对只挽回了损失准确率的 2% 到 17%，而用同样的偏好对微调权重可挽回 75% 到 91%。之后请在其他偏好对上测量该配置。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>帮助 (F1)</translation>
    </message>
</context>
<context>
    <name>saferscope::FoundPanel</name>
    <message>
        <source>What was found</source>
        <translation>检测结果</translation>
    </message>
</context>
<context>
    <name>saferscope::HeatLegend</name>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>%1, from %2 to %3. %4.</source>
        <translation>%1，从 %2 到 %3。%4。</translation>
    </message>
</context>
<context>
    <name>saferscope::HeatmapView</name>
    <message>
        <source>Token %1: %2</source>
        <translation>词元 %1：%2</translation>
    </message>
    <message>
        <source>Ends a sentence or clause: the SAE was trained here</source>
        <translation>句子或分句末尾：SAE 在此训练</translation>
    </message>
    <message>
        <source>Not a sentence end, so not coloured</source>
        <translation>不是句末，因此未着色</translation>
    </message>
    <message>
        <source>Copy token</source>
        <translation>复制词元</translation>
    </message>
    <message>
        <source>Copy whole text</source>
        <translation>复制全文</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>saferscope::HelpBrowser</name>
    <message>
        <source>Page of the help</source>
        <translation>帮助页面</translation>
    </message>
</context>
<context>
    <name>saferscope::HelpWindow</name>
    <message>
        <source>Saferscope help</source>
        <translation>Saferscope 帮助</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation>没有页面包含这些词。</translation>
    </message>
</context>
<context>
    <name>saferscope::ImportDialog</name>
    <message>
        <source>Import preference pairs</source>
        <translation>导入偏好对</translation>
    </message>
    <message>
        <source>A file of prompts with a better and a worse answer. The pairs are copied into the workspace.</source>
        <translation>文件应包含提示，以及一个较好和一个较差的回答。偏好对会复制到工作区。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Map columns…</source>
        <translation>映射列(&amp;M)…</translation>
    </message>
    <message>
        <source>L&amp;ayout</source>
        <translation>格式(&amp;A)</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>S&amp;ubset</source>
        <translation>子集(&amp;U)</translation>
    </message>
    <message>
        <source>For pairs that name none; accuracy is reported per subset.</source>
        <translation>用于未注明子集的偏好对；准确率按子集报告。</translation>
    </message>
    <message>
        <source>the better answer (better_response_id)</source>
        <translation>更好的回答 (better_response_id)</translation>
    </message>
    <message>
        <source>the safer answer (safer_response_id)</source>
        <translation>更安全的回答 (safer_response_id)</translation>
    </message>
    <message>
        <source>Chosen is</source>
        <translation>优选依据</translation>
    </message>
    <message>
        <source>C&amp;hosen is</source>
        <translation>优选依据(&amp;H)</translation>
    </message>
    <message>
        <source>Notes, and records that were not taken</source>
        <translation>说明，以及未采用的记录</translation>
    </message>
    <message>
        <source>Choose a file of pairs</source>
        <translation>选择偏好对文件</translation>
    </message>
    <message>
        <source>Preference pairs (*.jsonl *.json *.csv *.tsv *.gz *.zst *.parquet);;All files (*)</source>
        <translation>偏好对 (*.jsonl *.json *.csv *.tsv *.gz *.zst *.parquet);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>The file is in no layout that Saferscope knows.</source>
        <translation>Saferscope 不认识此文件的格式。</translation>
    </message>
    <message>
        <source>Its columns were matched by their names. Check below that this is what they hold.</source>
        <translation>各列是按名称匹配的。请在下方核对其内容是否相符。</translation>
    </message>
    <message>
        <source>Say below which column holds the prompt and which the answers.</source>
        <translation>请在下方指定哪一列是提示、哪些列是回答。</translation>
    </message>
    <message>
        <source>None of the first records can be used.</source>
        <translation>前面的记录都不可用。</translation>
    </message>
    <message>
        <source>Prompt and both answers need a column each.</source>
        <translation>提示和两个回答各需一列。</translation>
    </message>
    <message numerus="yes">
        <source>Layout: %1. Of the first %Ln records %2 can be used.</source>
        <translation>
            <numerusform>格式：%1。前 %Ln 条记录中有 %2 条可用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs are in the workspace as “%1”.</source>
        <translation>
            <numerusform>%Ln 个偏好对已作为“%1”存入工作区。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every record could be used.</source>
        <translation>所有记录都可用。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were left out; the list says why.</source>
        <translation>
            <numerusform>略去了 %Ln 条记录；列表中有原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… 另有 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message numerus="yes">
        <source>Of its pairs %Ln say themselves that they were flipped on purpose.</source>
        <translation>
            <numerusform>其中 %Ln 个偏好对自称被有意翻转。</numerusform>
        </translation>
    </message>
    <message>
        <source>Saferscope changed this data set on purpose.</source>
        <translation>此数据集由 Saferscope 有意改动过。</translation>
    </message>
    <message>
        <source>%1 The manifest is kept with the data set.</source>
        <translation>%1 清单随数据集一同保存。</translation>
    </message>
    <message>
        <source>There is a manifest beside the file, but it cannot be believed.</source>
        <translation>文件旁有一份清单，但不可信。</translation>
    </message>
    <message>
        <source>This data set was changed on purpose.</source>
        <translation>此数据集被有意改动过。</translation>
    </message>
    <message>
        <source>%1 Its manifest is not there: export it again to have one.</source>
        <translation>%1 其清单缺失：请重新导出以获得清单。</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Saferscope (prompt turns, chosen, rejected)</source>
        <translation>Saferscope（提示轮次、chosen、rejected）</translation>
    </message>
    <message>
        <source>Anthropic HH transcripts</source>
        <translation>Anthropic HH 对话</translation>
    </message>
    <message>
        <source>Message lists (Hugging Face, TRL)</source>
        <translation>消息列表（Hugging Face、TRL）</translation>
    </message>
    <message>
        <source>Plain strings</source>
        <translation>纯字符串</translation>
    </message>
    <message>
        <source>ShareGPT (LLaMA-Factory)</source>
        <translation>ShareGPT (LLaMA-Factory)</translation>
    </message>
    <message>
        <source>PKU-SafeRLHF (response_0, response_1)</source>
        <translation>PKU-SafeRLHF（response_0、response_1）</translation>
    </message>
    <message>
        <source>UltraFeedback binarized</source>
        <translation>UltraFeedback binarized</translation>
    </message>
    <message>
        <source>RewardBench</source>
        <translation>RewardBench</translation>
    </message>
    <message>
        <source>RewardBench 2 (one right, several wrong)</source>
        <translation>RewardBench 2（一个正确，多个错误）</translation>
    </message>
    <message>
        <source>RM-Bench (three styles, nine pairs)</source>
        <translation>RM-Bench（三种风格，九个偏好对）</translation>
    </message>
    <message>
        <source>LLMBar (output_1, output_2, label)</source>
        <translation>LLMBar（output_1、output_2、label）</translation>
    </message>
    <message>
        <source>NeMo</source>
        <translation>NeMo</translation>
    </message>
    <message>
        <source>WildGuardMix (single answers with labels)</source>
        <translation>WildGuardMix（带标签的单个回答）</translation>
    </message>
    <message>
        <source>Columns mapped by hand</source>
        <translation>手动映射列</translation>
    </message>
    <message>
        <source>File and layout</source>
        <translation>文件与格式</translation>
    </message>
</context>
<context>
    <name>saferscope::JobDialog</name>
    <message>
        <source>Build the feature index</source>
        <translation>构建特征索引</translation>
    </message>
    <message>
        <source>One pass over the pairs stores the rewards and every active feature of every token. The Features and Pairs pages read from it.</source>
        <translation>对偏好对读取一遍，存下奖励以及每个词元的所有激活特征。“特征”页和“偏好对”页由此读取。</translation>
    </message>
    <message>
        <source>Build index</source>
        <translation>构建索引</translation>
    </message>
    <message>
        <source>The pairs to look at.</source>
        <translation>要查看的偏好对。</translation>
    </message>
    <message>
        <source>&amp;Reward model</source>
        <translation>奖励模型(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Sparse autoencoder</source>
        <translation>稀疏自编码器(&amp;S)</translation>
    </message>
    <message>
        <source>Feature index of %1</source>
        <translation>%1 的特征索引</translation>
    </message>
    <message>
        <source>Evaluate a reward model</source>
        <translation>评估奖励模型</translation>
    </message>
    <message>
        <source>Counts how often the model gives the chosen answer the higher reward, per subset, with 95 % confidence intervals. Use pairs the model was not trained on.</source>
        <translation>统计模型给优选回答更高奖励的频率，按子集给出 95% 置信区间。请使用未参与模型训练的偏好对。</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Evaluation of %1 on %2</source>
        <translation>%1 在 %2 上的评估</translation>
    </message>
    <message numerus="yes">
        <source>%1  (%Ln pairs)</source>
        <translation>
            <numerusform>%1（%Ln 个偏好对）</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>The workspace has no data set.</source>
        <translation>工作区中没有数据集。</translation>
    </message>
    <message>
        <source>Import one first.</source>
        <translation>请先导入一个。</translation>
    </message>
    <message>
        <source>%1  (out of date)</source>
        <translation>%1（已过期）</translation>
    </message>
    <message>
        <source>The workspace has no reward model.</source>
        <translation>工作区中没有奖励模型。</translation>
    </message>
    <message>
        <source>The workspace has no sparse autoencoder.</source>
        <translation>工作区中没有稀疏自编码器。</translation>
    </message>
    <message>
        <source>Train one first.</source>
        <translation>请先训练一个。</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>显卡 (CUDA)</translation>
    </message>
    <message>
        <source>D&amp;evice</source>
        <translation>设备(&amp;E)</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeDialog</name>
    <message>
        <source>Rate features by a judge</source>
        <translation>用评判模型评分</translation>
    </message>
    <message>
        <source>A judge reads the places where a feature fires most, says what they have in common and rates from 1 (not about safety at all) to 5 (strongly). People&apos;s ratings are never changed by it.</source>
        <translation>评判模型阅读特征激活最强的位置，说明其共同点，并评 1 分（与安全毫无关系）到 5 分（与安全强相关）。人的评分绝不会因此改变。</translation>
    </message>
    <message>
        <source>Start rating</source>
        <translation>开始评分</translation>
    </message>
    <message>
        <source>Show the exact prompt…</source>
        <translation>显示完整提示…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Ratings by %1</source>
        <translation>%1 的评分</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
    <message>
        <source>Name the judge.</source>
        <translation>请给评判模型命名。</translation>
    </message>
    <message>
        <source>A key is not sent over an unencrypted connection: use an https:// address.</source>
        <translation>密钥不会通过未加密的连接发送：请使用 https:// 地址。</translation>
    </message>
    <message>
        <source>%1 answers only with a key.</source>
        <translation>%1 需要密钥才会应答。</translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation>正在估算…</translation>
    </message>
    <message>
        <source>Passages: around sentence ends, as trained.</source>
        <translation>片段：取自句末附近，与训练一致。</translation>
    </message>
    <message>
        <source>Passages: around any token.</source>
        <translation>片段：取自任意词元附近。</translation>
    </message>
    <message>
        <source>Edit the template…</source>
        <translation>编辑模板…</translation>
    </message>
    <message>
        <source>Edit your template…</source>
        <translation>编辑您的模板…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>The prompt for feature %1</source>
        <translation>特征 %1 的提示</translation>
    </message>
    <message>
        <source>The system&apos;s keyring did not take the key (%1).</source>
        <translation>系统密钥环未能保存密钥（%1）。</translation>
    </message>
    <message>
        <source>It is kept in memory until this program ends; you will be asked for it again then.</source>
        <translation>密钥会保留在内存中直到程序退出；届时需要重新输入。</translation>
    </message>
    <message>
        <source>Who judges, and how</source>
        <translation>评判者与方式</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeFields</name>
    <message>
        <source>&amp;Judge</source>
        <translation>评判模型(&amp;J)</translation>
    </message>
    <message>
        <source>The judge&apos;s name in the log</source>
        <translation>评判模型在日志中的名称</translation>
    </message>
    <message>
        <source>calle&amp;d</source>
        <translation>名称(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>API &amp;version</source>
        <translation>API 版本(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>密钥(&amp;K)</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Choose a folder of explanations</source>
        <translation>选择解释文件夹</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>The judge&apos;s name from now on; ratings under a name that is there already are renewed.</source>
        <translation>评判模型今后的名称；已有同名评分的会被更新。</translation>
    </message>
    <message>
        <source>The strongest</source>
        <translation>最强的特征</translation>
    </message>
    <message>
        <source>Feature %1 alone</source>
        <translation>仅特征 %1</translation>
    </message>
    <message>
        <source>How many of the strongest features</source>
        <translation>最强特征的数量</translation>
    </message>
    <message>
        <source>Only those that this judge has not rated yet</source>
        <translation>仅限该评判模型尚未评分的</translation>
    </message>
    <message>
        <source>Fea&amp;tures</source>
        <translation>特征(&amp;T)</translation>
    </message>
    <message>
        <source>Price of a million tokens sent</source>
        <translation>每百万发送词元的价格</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Price of a million tokens answered</source>
        <translation>每百万回答词元的价格</translation>
    </message>
    <message>
        <source>Most requests</source>
        <translation>请求上限</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Highest cost</source>
        <translation>费用上限</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>每分钟请求数</translation>
    </message>
    <message>
        <source>&amp;Prices</source>
        <translation>价格(&amp;P)</translation>
    </message>
    <message>
        <source>sent,</source>
        <translation>发送，</translation>
    </message>
    <message>
        <source>answered, for a million tokens</source>
        <translation>回答，每百万词元</translation>
    </message>
    <message>
        <source>&amp;Stop at</source>
        <translation>停止条件(&amp;S)</translation>
    </message>
    <message>
        <source>requests,</source>
        <translation>次请求，</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Pa&amp;ce</source>
        <translation>速率(&amp;C)</translation>
    </message>
    <message>
        <source>at once, at most</source>
        <translation>个并发，最多</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>次/分钟</translation>
    </message>
    <message>
        <source>Choose a file of ratings</source>
        <translation>选择评分文件</translation>
    </message>
    <message>
        <source>Ratings (*.json *.jsonl *.jsonl.gz *.txt);;All files (*)</source>
        <translation>评分 (*.json *.jsonl *.jsonl.gz *.txt);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeImport</name>
    <message>
        <source>%1: read ratings: %2, labels: %3, entries without a score: %4; new: %5.</source>
        <translation>%1：读取评分 %2 个、标签 %3 个、无评分条目 %4 个；新增 %5 个。</translation>
    </message>
    <message>
        <source>Left out: %1; the list says why.</source>
        <translation>略去：%1；列表中有原因。</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… 另有 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Entries that were not taken</source>
        <translation>未采用的条目</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeKeyDialog</name>
    <message>
        <source>The key for %1</source>
        <translation>%1 的密钥</translation>
    </message>
    <message>
        <source>The run goes on where it stopped. Its key was not kept, so it has to be entered again.</source>
        <translation>运行将从停止处继续。由于密钥未保存，需要重新输入。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>密钥(&amp;K)</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeKeyRow</name>
    <message>
        <source>Forget it</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Keep it in the system&apos;s keyring</source>
        <translation>保存到系统密钥环</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>usually none</source>
        <translation>通常不需要</translation>
    </message>
    <message>
        <source>It is stored in the system&apos;s keyring and nowhere else.</source>
        <translation>密钥保存在系统密钥环中，不存放在其他地方。</translation>
    </message>
    <message>
        <source>It is kept in memory until this program ends, and written nowhere.</source>
        <translation>密钥保留在内存中直到程序退出，不写入任何地方。</translation>
    </message>
    <message>
        <source>Asking the system&apos;s keyring…</source>
        <translation>正在查询系统密钥环…</translation>
    </message>
    <message>
        <source>The key in the environment variable %1 is used.</source>
        <translation>使用环境变量 %1 中的密钥。</translation>
    </message>
    <message>
        <source>The key in the system&apos;s keyring is used.</source>
        <translation>使用系统密钥环中的密钥。</translation>
    </message>
    <message>
        <source>The key that was entered in this session is used.</source>
        <translation>使用本次会话中输入的密钥。</translation>
    </message>
    <message>
        <source>Or set the environment variable %1 before you start this program.</source>
        <translation>或者在启动程序前设置环境变量 %1。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring cannot be used (%1); a key lasts for this session.</source>
        <translation>无法使用系统密钥环（%1）；密钥仅在本次会话有效。</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgePlanner</name>
    <message>
        <source>To: %1</source>
        <translation>发送到：%1</translation>
    </message>
    <message>
        <source>--- System message ---</source>
        <translation>--- 系统消息 ---</translation>
    </message>
    <message>
        <source>--- User message ---</source>
        <translation>--- 用户消息 ---</translation>
    </message>
    <message>
        <source>--- The same as it is sent ---</source>
        <translation>--- 实际发送的内容 ---</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgePromptDialog</name>
    <message>
        <source>Nothing has been sent. This is the request&apos;s text, character by character.</source>
        <translation>尚未发送任何内容。这是请求的原文，逐字符一致。</translation>
    </message>
    <message>
        <source>The prompt</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeTemplateDialog</name>
    <message>
        <source>The judge&apos;s prompt</source>
        <translation>评判模型的提示</translation>
    </message>
    <message>
        <source>Words in {{…}} are filled in for each feature; the notes on top say which there are. The template&apos;s hash is kept with every rating.</source>
        <translation>{{…}} 中的词会按每个特征填充；可用的词见上方说明。模板的哈希会随每个评分保存。</translation>
    </message>
    <message>
        <source>Template of the prompt</source>
        <translation>提示模板</translation>
    </message>
    <message>
        <source>Back to the built-in one</source>
        <translation>恢复内置模板</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>The template</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>saferscope::KeptPanel</name>
    <message>
        <source>One pair</source>
        <translation>单个偏好对</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>快速查看</translation>
    </message>
    <message>
        <source>Full test</source>
        <translation>完整测试</translation>
    </message>
    <message>
        <source>Nothing kept yet</source>
        <translation>还没有保留的结果</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>撤销删除</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation>撤销删除(&amp;U)</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>The selected results, or all: CSV, JSON; the comparison as a picture</source>
        <translation>所选结果或全部结果：CSV、JSON；比较图可存为图片</translation>
    </message>
    <message>
        <source>Kept results</source>
        <translation>保留的结果</translation>
    </message>
    <message>
        <source>Select several to compare them.</source>
        <translation>可选择多个结果进行比较。</translation>
    </message>
    <message>
        <source>Select a result.</source>
        <translation>请选择一个结果。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Another name, then Enter (F2 in the list)</source>
        <translation>输入新名称后按 Enter（列表中按 F2）</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Δ margin</source>
        <translation>Δ 奖励差</translation>
    </message>
    <message>
        <source>Of the pair, or the mean over all pairs</source>
        <translation>单个偏好对的值，或所有偏好对的平均值</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1, pair %2: margin %3 → %4 (chosen %5 → %6, rejected %7 → %8)</source>
        <translation>%1，偏好对 %2：奖励差 %3 → %4（优选 %5 → %6，拒选 %7 → %8）</translation>
    </message>
    <message>
        <source>%1 on %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>What “%1” does</source>
        <translation>“%1”的作用</translation>
    </message>
    <message numerus="yes">
        <source>%Ln results side by side</source>
        <translation>
            <numerusform>并排比较 %Ln 个结果</numerusform>
        </translation>
    </message>
    <message>
        <source>Margin with the change minus without it, the same pairs both times.</source>
        <translation>有改动时与无改动时的奖励差之差，两次使用相同的偏好对。</translation>
    </message>
    <message>
        <source>Each result is the margin with its change minus without it, on the pairs of its own data set.</source>
        <translation>每个结果都是有改动时与无改动时的奖励差之差，使用各自数据集中的偏好对。</translation>
    </message>
    <message>
        <source>“%1” is deleted.</source>
        <translation>已删除“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln results are deleted.</source>
        <translation>
            <numerusform>已删除 %Ln 个结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo delete (Ctrl+Z) brings it back.</source>
        <translation>撤销删除 (Ctrl+Z) 可恢复。</translation>
    </message>
    <message>
        <source>Export kept results</source>
        <translation>导出保留的结果</translation>
    </message>
    <message>
        <source>kept-results.csv</source>
        <translation>kept-results.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json);;Chart as picture (*.png);;Chart as drawing (*.svg);;Chart as document (*.pdf)</source>
        <translation>CSV (*.csv);;JSON (*.json);;图片 (*.png);;矢量图 (*.svg);;文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Change a pair</source>
        <translation>改动一个偏好对</translation>
    </message>
    <message>
        <source>Delete the kept result</source>
        <translation>删除保留的结果</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Rename the kept result</source>
        <translation>重命名保留的结果</translation>
    </message>
    <message>
        <source>“Keep” on the other tabs puts a result here under a name, to compare it with others and to export it.</source>
        <translation>其他标签页上的“保留”会把结果以某个名称存到这里，便于比较和导出。</translation>
    </message>
</context>
<context>
    <name>saferscope::KeyTable</name>
    <message>
        <source>Heat maps</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Previous, next token</source>
        <translation>上一个、下一个词元</translation>
    </message>
    <message>
        <source>A line up, down</source>
        <translation>上移、下移一行</translation>
    </message>
    <message>
        <source>First, last token</source>
        <translation>第一个、最后一个词元</translation>
    </message>
    <message>
        <source>Next token that fires</source>
        <translation>下一个激活的词元</translation>
    </message>
    <message>
        <source>Previous token that fires</source>
        <translation>上一个激活的词元</translation>
    </message>
    <message>
        <source>As a click on the token</source>
        <translation>等同于点击词元</translation>
    </message>
    <message>
        <source>Copy the token; after Ctrl+A the whole text</source>
        <translation>复制词元；按 Ctrl+A 后复制全文</translation>
    </message>
    <message>
        <source>Annotate: rating a feature</source>
        <translation>标注：为特征评分</translation>
    </message>
    <message>
        <source>Rate and go on</source>
        <translation>评分并继续</translation>
    </message>
    <message>
        <source>Confirm the judge&apos;s rating and go on</source>
        <translation>确认评判模型的评分并继续</translation>
    </message>
    <message>
        <source>Take back the newest rating</source>
        <translation>撤回最近的评分</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Flag for another look</source>
        <translation>标记待复查</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Name the feature</source>
        <translation>为特征命名</translation>
    </message>
    <message>
        <source>Blind mode on or off</source>
        <translation>开启或关闭盲评模式</translation>
    </message>
    <message>
        <source>Previous, next card</source>
        <translation>上一张、下一张卡片</translation>
    </message>
    <message>
        <source>Next, previous context</source>
        <translation>下一个、上一个上下文</translation>
    </message>
    <message>
        <source>All keys of the page</source>
        <translation>本页的全部按键</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Ctrl+wheel, drag</source>
        <translation>Ctrl+滚轮、拖动</translation>
    </message>
    <message>
        <source>Zoom, move</source>
        <translation>缩放、移动</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Show everything again</source>
        <translation>重新显示全部</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Show or cover the texts of the data</source>
        <translation>显示或遮盖数据文本</translation>
    </message>
    <message>
        <source>End the presentation</source>
        <translation>结束演示</translation>
    </message>
    <message>
        <source>Saferscope: keyboard shortcuts</source>
        <translation>Saferscope：键盘快捷键</translation>
    </message>
</context>
<context>
    <name>saferscope::KeyTableDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search keys and what they do</source>
        <translation>搜索按键及其作用</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keys by place</source>
        <translation>按位置列出的按键</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Print keyboard shortcuts</source>
        <translation>打印键盘快捷键</translation>
    </message>
</context>
<context>
    <name>saferscope::Label</name>
    <message numerus="yes">
        <source>%Ln more characters</source>
        <translation>
            <numerusform>另有 %Ln 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::LaunchFields</name>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>显卡 (CUDA)</translation>
    </message>
    <message>
        <source>De&amp;vice</source>
        <translation>设备(&amp;V)</translation>
    </message>
    <message>
        <source>This machine&apos;s queue</source>
        <translation>本机队列</translation>
    </message>
    <message>
        <source>Slurm</source>
        <translation>Slurm</translation>
    </message>
    <message>
        <source>Run &amp;on</source>
        <translation>运行于(&amp;O)</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>as the cluster says</source>
        <translation>由集群决定</translation>
    </message>
    <message>
        <source>The partition that the jobs are sent to</source>
        <translation>任务提交到的分区</translation>
    </message>
    <message>
        <source>GPUs per run</source>
        <translation>每次运行的 GPU 数</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Minutes, HH:MM:SS or D-HH:MM:SS; a run that needs longer goes on from its checkpoint</source>
        <translation>分钟数、HH:MM:SS 或 D-HH:MM:SS；超时的运行会从检查点继续</translation>
    </message>
    <message>
        <source>Command prefix</source>
        <translation>命令前缀</translation>
    </message>
    <message>
        <source>Words before the program, such as those that start a container</source>
        <translation>置于程序之前的内容，例如用于启动容器</translation>
    </message>
    <message>
        <source>&amp;Keep the models</source>
        <translation>保留模型(&amp;K)</translation>
    </message>
    <message>
        <source>Otherwise a model&apos;s weights are removed once it is evaluated</source>
        <translation>否则模型评估完成后即删除其权重</translation>
    </message>
</context>
<context>
    <name>saferscope::LiveChartGrid</name>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Enlarge the chart of %1</source>
        <translation>放大 %1 的图表</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Export the chart of %1</source>
        <translation>导出 %1 的图表</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>saferscope::LivePanel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No curves to show</source>
        <translation>没有可显示的曲线</translation>
    </message>
    <message>
        <source>Tick runs on the left; one that waits has no curve before it starts.</source>
        <translation>请在左侧勾选运行；等待中的运行在开始前没有曲线。</translation>
    </message>
    <message>
        <source>Nothing has been trained yet</source>
        <translation>还没有训练过任何模型</translation>
    </message>
    <message>
        <source>Loss, accuracy, margins and speed of every run appear here while it runs.</source>
        <translation>运行期间，每次运行的损失、准确率、奖励差和速度会显示在这里。</translation>
    </message>
    <message>
        <source>Compose an experiment</source>
        <translation>设计实验</translation>
    </message>
    <message>
        <source>&amp;Mean over seeds</source>
        <translation>按种子取平均(&amp;M)</translation>
    </message>
    <message>
        <source>One curve per strategy and ratio instead of one per run</source>
        <translation>每种策略和比例一条曲线，而不是每次运行一条</translation>
    </message>
    <message>
        <source>&amp;Log axis</source>
        <translation>对数轴(&amp;L)</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Colours are strategies, in every chart the same; the baseline is grey.</source>
        <translation>颜色表示策略，在所有图表中一致；基线为灰色。</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
</context>
<context>
    <name>saferscope::LiveRunList</name>
    <message>
        <source>waiting, %1</source>
        <translation>等待中，第 %1 位</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Accuracy on pairs held out of the training data</source>
        <translation>训练数据中留出的偏好对上的准确率</translation>
    </message>
    <message>
        <source>Training loss at the last step</source>
        <translation>最后一步的训练损失</translation>
    </message>
    <message>
        <source>Runs to compare</source>
        <translation>要比较的运行</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>saferscope::LogDialog</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>There is no log yet.</source>
        <translation>还没有日志。</translation>
    </message>
</context>
<context>
    <name>saferscope::MainWindow</name>
    <message>
        <source>The demo is ready.</source>
        <translation>演示已就绪。</translation>
    </message>
    <message>
        <source>Look at the Features page: the strongest ones are on top.</source>
        <translation>请看“特征”页：最强的特征在最上面。</translation>
    </message>
    <message>
        <source>This workspace is open for reading only.</source>
        <translation>此工作区以只读方式打开。</translation>
    </message>
    <message>
        <source>Something in this workspace is damaged.</source>
        <translation>此工作区有内容损坏。</translation>
    </message>
    <message>
        <source>What is intact can be used as before.</source>
        <translation>完好的内容可照常使用。</translation>
    </message>
    <message>
        <source>Check workspace…</source>
        <translation>检查工作区…</translation>
    </message>
    <message>
        <source>%1 – Saferscope</source>
        <translation>%1 – Saferscope</translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs running</source>
        <translation>
            <numerusform>%Ln 个任务运行中</numerusform>
        </translation>
    </message>
    <message>
        <source>The demo is being prepared already.</source>
        <translation>演示已在准备中。</translation>
    </message>
    <message>
        <source>The demo is being prepared.</source>
        <translation>正在准备演示。</translation>
    </message>
    <message>
        <source>It is trained on this computer; that takes about three minutes.</source>
        <translation>演示在本机上训练，大约需要三分钟。</translation>
    </message>
    <message>
        <source>There is no workspace to put it into.</source>
        <translation>没有可放入的工作区。</translation>
    </message>
    <message>
        <source>Open or create one first, then drop it again.</source>
        <translation>请先打开或新建一个，然后再次拖放。</translation>
    </message>
    <message>
        <source>There is no workspace to import into.</source>
        <translation>没有可导入的工作区。</translation>
    </message>
    <message>
        <source>Open or create one first, then drop the file again.</source>
        <translation>请先打开或新建一个，然后再次拖放文件。</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>Close Saferscope and open it again; nothing is lost.</source>
        <translation>请关闭并重新打开 Saferscope；不会丢失任何内容。</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New workspace…</source>
        <translation>新建工作区(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>打开工作区(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation>打开演示(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Import pairs…</source>
        <translation>导入偏好对(&amp;I)…</translation>
    </message>
    <message>
        <source>Open reward &amp;model…</source>
        <translation>打开奖励模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Open &amp;SAE…</source>
        <translation>打开 SAE(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Export &amp;table…</source>
        <translation>导出表格(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Back up workspace…</source>
        <translation>备份工作区(&amp;B)…</translation>
    </message>
    <message>
        <source>Chec&amp;k workspace…</source>
        <translation>检查工作区(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Close workspace</source>
        <translation>关闭工作区(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Zoom text &amp;in</source>
        <translation>放大文字(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom text &amp;out</source>
        <translation>缩小文字(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Normal text size</source>
        <translation>正常文字大小(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>目录(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Files Saferscope reads and writes</source>
        <translation>Saferscope 读写的文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;About Saferscope</source>
        <translation>关于 Saferscope(&amp;A)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Open a workspace folder</source>
        <translation>打开工作区文件夹</translation>
    </message>
    <message>
        <source>New workspace folder</source>
        <translation>新建工作区文件夹</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>&amp;High contrast, light</source>
        <translation>高对比度，浅色(&amp;H)</translation>
    </message>
    <message>
        <source>High &amp;contrast, dark</source>
        <translation>高对比度，深色(&amp;C)</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
    <message>
        <source>Re&amp;port…</source>
        <translation>报告(&amp;P)…</translation>
    </message>
    <message>
        <source>Help on this &amp;page</source>
        <translation>此页的帮助(&amp;P)</translation>
    </message>
    <message>
        <source>This page shows no table that could be exported.</source>
        <translation>此页没有显示可导出的表格。</translation>
    </message>
    <message>
        <source>Features, Pairs, the lists of Experiments and the results of the Causal lab have one; it is exported as filtered and sorted.</source>
        <translation>“特征”、“偏好对”、“实验”的列表以及“因果实验室”的结果有表格；导出的是筛选和排序后的内容。</translation>
    </message>
</context>
<context>
    <name>saferscope::MappingView</name>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容类型</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>填充率</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>a better and a worse one</source>
        <translation>一个较好、一个较差</translation>
    </message>
    <message>
        <source>two, and which is better</source>
        <translation>两个回答，并指明哪个更好</translation>
    </message>
    <message>
        <source>Answers in the file</source>
        <translation>文件中的回答</translation>
    </message>
    <message>
        <source>Ans&amp;wers</source>
        <translation>回答(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>提示(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Chosen</source>
        <translation>优选(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Rejected</source>
        <translation>拒选(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Better one</source>
        <translation>更好的(&amp;B)</translation>
    </message>
    <message>
        <source>S&amp;ystem</source>
        <translation>系统(&amp;Y)</translation>
    </message>
    <message>
        <source>I&amp;d</source>
        <translation>id(&amp;D)</translation>
    </message>
    <message>
        <source>Subse&amp;t</source>
        <translation>子集(&amp;T)</translation>
    </message>
    <message>
        <source>Sp&amp;lit</source>
        <translation>划分(&amp;L)</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>文件中没有</translation>
    </message>
    <message>
        <source>Answer &amp;A</source>
        <translation>回答 A(&amp;A)</translation>
    </message>
    <message>
        <source>Answer &amp;B</source>
        <translation>回答 B(&amp;B)</translation>
    </message>
    <message>
        <source>B&amp;etter one</source>
        <translation>更好的(&amp;E)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>saferscope::MarginView</name>
    <message>
        <source>How likely the model thinks it is that people prefer A (left) or B (right): 1 / (1 + exp(-margin))</source>
        <translation>模型认为人们偏好 A（左）或 B（右）的概率：1 / (1 + exp(-margin))</translation>
    </message>
    <message>
        <source>A %1 %</source>
        <translation>A%1%</translation>
    </message>
</context>
<context>
    <name>saferscope::MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Copies the whole message; only its beginning is shown</source>
        <translation>复制完整消息；此处只显示开头</translation>
    </message>
</context>
<context>
    <name>saferscope::MetricChart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Chart of %1 over %2</source>
        <translation>%1 随 %2 变化的图表</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片 (PNG)…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Document (PDF)…</source>
        <translation>文档 (PDF)…</translation>
    </message>
    <message>
        <source>Values (CSV)…</source>
        <translation>数值 (CSV)…</translation>
    </message>
    <message>
        <source>Export chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Accuracy on held-out pairs</source>
        <translation>留出偏好对上的准确率</translation>
    </message>
    <message>
        <source>Loss on held-out pairs</source>
        <translation>留出偏好对上的损失</translation>
    </message>
    <message>
        <source>Reward margin on held-out pairs</source>
        <translation>留出偏好对上的奖励差</translation>
    </message>
    <message>
        <source>FVU at held-out sentence ends</source>
        <translation>留出句末上的 FVU</translation>
    </message>
    <message>
        <source>FVU on held-out tokens</source>
        <translation>留出词元上的 FVU</translation>
    </message>
    <message>
        <source>Squared error at held-out sentence ends</source>
        <translation>留出句末上的平方误差</translation>
    </message>
    <message>
        <source>Squared error on held-out tokens</source>
        <translation>留出词元上的平方误差</translation>
    </message>
    <message>
        <source>Active features at held-out sentence ends (L0)</source>
        <translation>留出句末上的激活特征数 (L0)</translation>
    </message>
    <message>
        <source>Dead features on held-out pairs</source>
        <translation>留出偏好对上的死特征</translation>
    </message>
    <message>
        <source>Loss on dead features</source>
        <translation>死特征的损失</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Reward margin</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Mean reward</source>
        <translation>平均奖励</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation>内存 (MB)</translation>
    </message>
    <message>
        <source>Variance left unexplained (FVU)</source>
        <translation>未解释方差 (FVU)</translation>
    </message>
    <message>
        <source>Normalised squared error</source>
        <translation>归一化平方误差</translation>
    </message>
    <message>
        <source>Active features per token (L0)</source>
        <translation>每词元激活特征数 (L0)</translation>
    </message>
    <message>
        <source>Dead features</source>
        <translation>死特征</translation>
    </message>
    <message>
        <source>%1: last %2 at %3</source>
        <translation>%1：最近 %2，位于 %3</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
</context>
<context>
    <name>saferscope::NewSteeringDialog</name>
    <message>
        <source>New steering profile</source>
        <translation>新建引导配置</translation>
    </message>
    <message>
        <source>The same change for each of the features; single values can be changed afterwards.</source>
        <translation>对每个特征做相同的改动；之后可以修改单个数值。</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Features</source>
        <translation>特征(&amp;F)</translation>
    </message>
    <message>
        <source>N&amp;umbers</source>
        <translation>编号(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>改动(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>数值(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Positions</source>
        <translation>位置(&amp;P)</translation>
    </message>
    <message>
        <source>steer </source>
        <translation>引导 </translation>
    </message>
</context>
<context>
    <name>saferscope::OpenArtifactDialog</name>
    <message>
        <source>Add to the workspace</source>
        <translation>添加到工作区</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>It was cancelled; nothing was added.</source>
        <translation>已取消；没有添加任何内容。</translation>
    </message>
    <message>
        <source>as the folder or file is called</source>
        <translation>与文件夹或文件同名</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>What is in the way besides</source>
        <translation>其他障碍</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>saferscope::OpenModelDialog</name>
    <message>
        <source>Open reward model</source>
        <translation>打开奖励模型</translation>
    </message>
    <message>
        <source>A folder in Hugging Face layout: config.json, the weights and the tokenizer. The workspace refers to it; nothing is copied unless one of several labels is chosen.</source>
        <translation>Hugging Face 格式的文件夹：config.json、权重和分词器。工作区只引用它；除非从多个标签中选定一个，否则不会复制任何内容。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Choose the folder of a reward model</source>
        <translation>选择奖励模型的文件夹</translation>
    </message>
    <message>
        <source>Label that is the reward</source>
        <translation>作为奖励的标签</translation>
    </message>
    <message>
        <source>&amp;Label that is the reward</source>
        <translation>作为奖励的标签(&amp;L)</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>%1 blocks, width %2</source>
        <translation>%1 个块，宽度 %2</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储格式</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词汇表</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>No reward model was found there.</source>
        <translation>那里没有找到奖励模型。</translation>
    </message>
    <message>
        <source>The reward model “%1” is in the workspace.</source>
        <translation>奖励模型“%1”已加入工作区。</translation>
    </message>
    <message>
        <source>Train or open an SAE for it, then build an index.</source>
        <translation>请为其训练或打开 SAE，然后构建索引。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>It stays where it lies: do not move or change it.</source>
        <translation>它仍在原位置：请勿移动或更改。</translation>
    </message>
</context>
<context>
    <name>saferscope::OpenSaeDialog</name>
    <message>
        <source>not given</source>
        <translation>未给出</translation>
    </message>
    <message>
        <source>Open SAE</source>
        <translation>打开 SAE</translation>
    </message>
    <message>
        <source>A sparse autoencoder in any published layout. It is copied into the workspace in Saferscope&apos;s own layout and measured on activations of your model and data.</source>
        <translation>任何公开格式的稀疏自编码器。它会以 Saferscope 自己的格式复制到工作区，并用您的模型和数据的激活进行测量。</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>来源(&amp;F)</translation>
    </message>
    <message>
        <source>Choose the folder of an SAE</source>
        <translation>选择 SAE 的文件夹</translation>
    </message>
    <message>
        <source>Choose the file of an SAE</source>
        <translation>选择 SAE 的文件</translation>
    </message>
    <message>
        <source>Autoencoders (*.pt *.pth *.bin *.npz *.safetensors);;All files (*)</source>
        <translation>自编码器 (*.pt *.pth *.bin *.npz *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Found from the files</source>
        <translation>由文件判断</translation>
    </message>
    <message>
        <source>La&amp;yout</source>
        <translation>格式(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>L0 and FVU are measured on the first pairs of it.</source>
        <translation>L0 和 FVU 用其前面的偏好对测量。</translation>
    </message>
    <message>
        <source>The workspace has no reward model yet.</source>
        <translation>工作区还没有奖励模型。</translation>
    </message>
    <message>
        <source>The workspace has no data set yet.</source>
        <translation>工作区还没有数据集。</translation>
    </message>
    <message>
        <source>An SAE is measured on both when it is added. Open a model and import pairs first.</source>
        <translation>添加 SAE 时要用二者进行测量。请先打开模型并导入偏好对。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>&amp;Layer (0 = embeddings, N = after block N)</source>
        <translation>层（0 = 嵌入层，N = 第 N 块之后）(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;k (latents kept for each token)</source>
        <translation>k（每个词元保留的隐变量数）(&amp;K)</translation>
    </message>
    <message>
        <source>The file says neither k nor the layer. A wrong one gives wrong features: take them from where the SAE was published.</source>
        <translation>文件中没有 k 和层号。填错会得到错误的特征：请以 SAE 发布处的说明为准。</translation>
    </message>
    <message>
        <source>The file does not say k. A wrong one gives wrong features: take it from where the SAE was published.</source>
        <translation>文件中没有 k。填错会得到错误的特征：请以 SAE 发布处的说明为准。</translation>
    </message>
    <message>
        <source>The file does not say which layer it reads. A wrong one gives wrong features: take it from where the SAE was published.</source>
        <translation>文件中没有说明读取哪一层。填错会得到错误的特征：请以 SAE 发布处的说明为准。</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Latents</source>
        <translation>隐变量</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>activations of width %1</source>
        <translation>宽度为 %1 的激活</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>%1, k = %2</source>
        <translation>%1，k = %2</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>适用模型</translation>
    </message>
    <message>
        <source>Assumed, because the files do not say it</source>
        <translation>文件未说明而采用的假设</translation>
    </message>
    <message>
        <source>No autoencoder was found there.</source>
        <translation>那里没有找到自编码器。</translation>
    </message>
    <message>
        <source>could not be measured</source>
        <translation>无法测量</translation>
    </message>
    <message>
        <source>L0 %1, FVU %2</source>
        <translation>L0 %1，FVU %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>L0 %1 of k %2, FVU %3</source>
        <translation>L0 %1（k 为 %2），FVU %3</translation>
    </message>
    <message>
        <source>; %1 % of the latents never active</source>
        <translation>；%1% 的隐变量从不激活</translation>
    </message>
    <message>
        <source> (%1 tokens)</source>
        <translation>（%1 个词元）</translation>
    </message>
    <message>
        <source>On all tokens</source>
        <translation>在全部词元上</translation>
    </message>
    <message>
        <source>At sentence ends</source>
        <translation>在句末上</translation>
    </message>
    <message>
        <source>The SAE “%1” is in the workspace.</source>
        <translation>SAE“%1”已加入工作区。</translation>
    </message>
    <message>
        <source>L0 is how many latents are active for a token, FVU the share of the activations that it does not explain: 0 is perfect, 1 is no better than the mean.</source>
        <translation>L0 是每个词元激活的隐变量数，FVU 是未能解释的激活占比：0 为完美，1 与取均值无异。</translation>
    </message>
    <message numerus="yes">
        <source>It may have been read wrongly, or does not fit this model: %Ln things look wrong.</source>
        <translation>
            <numerusform>可能读取有误，或与此模型不符：有 %Ln 处异常。</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>测量数据</translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewAccuracy</name>
    <message>
        <source>All pairs</source>
        <translation>全部偏好对</translation>
    </message>
    <message>
        <source>(no subset)</source>
        <translation>（无子集）</translation>
    </message>
    <message>
        <source>Accuracy by subset</source>
        <translation>各子集的准确率</translation>
    </message>
    <message>
        <source>Evaluate a reward model on pairs it has not seen to fill this in.</source>
        <translation>请用模型未见过的偏好对评估奖励模型，结果会显示在这里。</translation>
    </message>
    <message>
        <source>%1 on %2, with 95 % intervals.</source>
        <translation>%1 在 %2 上，附 95% 区间。</translation>
    </message>
    <message>
        <source>Grey tick: “the longer answer wins”.</source>
        <translation>灰色刻度：“较长的回答胜出”。</translation>
    </message>
    <message>
        <source>%1: %2, 95 % interval %3 to %4</source>
        <translation>%1：%2，95% 区间 %3 到 %4</translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewCurves</name>
    <message>
        <source>Training curves</source>
        <translation>训练曲线</translation>
    </message>
    <message>
        <source>Choose the runs to compare</source>
        <translation>选择要比较的运行</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Log axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Loss, accuracy and learning rate appear here as soon as something is trained.</source>
        <translation>开始训练后，损失、准确率和学习率会显示在这里。</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>No training run yet</source>
        <translation>还没有训练运行</translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln 次运行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewJobs</name>
    <message>
        <source>%1 right on held-out pairs</source>
        <translation>留出偏好对上 %1 正确</translation>
    </message>
    <message>
        <source>FVU %1 at held-out sentence ends</source>
        <translation>留出句末上的 FVU 为 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features rated</source>
        <translation>
            <numerusform>已评 %Ln 个特征</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs, every change measured</source>
        <translation>
            <numerusform>%Ln 个偏好对，每项改动均已测量</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs right</source>
        <translation>
            <numerusform>%Ln 个偏好对中 %1 正确</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Not started yet.</source>
        <translation>尚未开始。</translation>
    </message>
    <message>
        <source>Suspended: its process does nothing until it gets the signal SIGCONT.</source>
        <translation>已挂起：其进程在收到 SIGCONT 信号之前不会工作。</translation>
    </message>
    <message>
        <source>Reading its inputs…</source>
        <translation>正在读取输入…</translation>
    </message>
    <message>
        <source>: %1 of %2</source>
        <translation>：%1 / %2</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1，约剩 %2</translation>
    </message>
    <message>
        <source>It can go on from its last checkpoint.</source>
        <translation>可以从最后的检查点继续。</translation>
    </message>
    <message>
        <source>The worker ended without a result.</source>
        <translation>工作进程结束时没有给出结果。</translation>
    </message>
    <message>
        <source>The worker ended without a result: %1</source>
        <translation>工作进程结束时没有给出结果：%1</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Training, indexing, rating and evaluation run as processes of their own and show up here. They go on when the window is closed.</source>
        <translation>训练、索引、评分和评估作为独立进程运行，并显示在这里。关闭窗口后仍会继续。</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>显示全部 %1 个</translation>
    </message>
    <message>
        <source>Stop after a checkpoint</source>
        <translation>写入检查点后停止</translation>
    </message>
    <message>
        <source>Start or go on</source>
        <translation>开始或继续</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 的日志</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features on the map</source>
        <translation>
            <numerusform>图上有 %Ln 个特征</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewPage</name>
    <message>
        <source>Settings of this workspace…</source>
        <translation>此工作区的设置…</translation>
    </message>
    <message>
        <source>The chart was saved.</source>
        <translation>图表已保存。</translation>
    </message>
    <message>
        <source>The judge is rating.</source>
        <translation>评判模型正在评分。</translation>
    </message>
    <message>
        <source>The Overview page shows how far it is. You can go on working.</source>
        <translation>“概览”页显示其进度。您可以继续工作。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewQuality</name>
    <message>
        <source>The autoencoder rebuilds worse than a constant would: it was probably trained on another model, layer or layout.</source>
        <translation>自编码器的重建还不如常数：它很可能是用其他模型、层或格式训练的。</translation>
    </message>
    <message>
        <source>More features are active than the autoencoder allows: it was probably loaded with a wrong k.</source>
        <translation>激活的特征多于自编码器允许的数量：载入时 k 很可能有误。</translation>
    </message>
    <message>
        <source>Hardly any feature is active: it was probably trained on another model or layer.</source>
        <translation>几乎没有特征激活：它很可能是用其他模型或层训练的。</translation>
    </message>
    <message>
        <source>Less than half of the variance is rebuilt: train longer or with more features before you trust single features.</source>
        <translation>重建的方差不到一半：在信任单个特征之前，请训练更久或使用更多特征。</translation>
    </message>
    <message>
        <source>More than half of the features never fire on these pairs.</source>
        <translation>超过一半的特征在这些偏好对上从不激活。</translation>
    </message>
    <message>
        <source>Autoencoder quality</source>
        <translation>自编码器质量</translation>
    </message>
    <message>
        <source>Sentence ends
(as trained)</source>
        <translation>句末
（与训练一致）</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部词元</translation>
    </message>
    <message>
        <source>Variance left unexplained (FVU)</source>
        <translation>未解释方差 (FVU)</translation>
    </message>
    <message>
        <source>Share of the variance of the residual stream that the reconstruction misses; 0 is perfect.</source>
        <translation>残差流方差中重建未能还原的占比；0 为完美。</translation>
    </message>
    <message>
        <source>Active features per token (L0)</source>
        <translation>每词元激活特征数 (L0)</translation>
    </message>
    <message>
        <source>Mean number of positive features at a position.</source>
        <translation>每个位置的平均正激活特征数。</translation>
    </message>
    <message>
        <source>Features that never fire</source>
        <translation>从不激活的特征</translation>
    </message>
    <message>
        <source>Share of the dictionary that is silent on all these pairs.</source>
        <translation>字典中在所有这些偏好对上都不激活的占比。</translation>
    </message>
    <message>
        <source>Pairs ranked right</source>
        <translation>排序正确的偏好对</translation>
    </message>
    <message>
        <source>With the model as it is, and with the layer replaced by the reconstruction.</source>
        <translation>分别为模型原样，以及用重建替换该层的结果。</translation>
    </message>
    <message>
        <source>Reward kept (correlation)</source>
        <translation>奖励保持度（相关）</translation>
    </message>
    <message>
        <source>Correlation of the reward with the reward under reconstruction; 1 keeps everything.</source>
        <translation>奖励与重建后奖励的相关系数；1 表示完全保持。</translation>
    </message>
    <message>
        <source>Measured on real activations when a feature index is built.</source>
        <translation>构建特征索引时在真实激活上测量。</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>FVU and L0</source>
        <translation>FVU 与 L0</translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewStepCard</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>奖励模型</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>Feature index</source>
        <translation>特征索引</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Not made yet</source>
        <translation>尚未创建</translation>
    </message>
    <message>
        <source>Not possible yet</source>
        <translation>尚不可用</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Not complete</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>已过期</translation>
    </message>
</context>
<context>
    <name>saferscope::PairAnswerColumn</name>
    <message>
        <source>Chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Reward; the model prefers this answer</source>
        <translation>奖励；模型偏好此回答</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Reward %1</source>
        <translation>奖励 %1</translation>
    </message>
    <message>
        <source>Tokens: %1, sentence ends: %2</source>
        <translation>词元：%1，句末：%2</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>优选回答</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>拒选回答</translation>
    </message>
    <message>
        <source>The model gives this answer the higher reward</source>
        <translation>模型给此回答更高的奖励</translation>
    </message>
    <message>
        <source>model&apos;s pick</source>
        <translation>模型偏好</translation>
    </message>
</context>
<context>
    <name>saferscope::PairDetail</name>
    <message>
        <source>No pair selected</source>
        <translation>未选择偏好对</translation>
    </message>
    <message>
        <source>Kept set (%1)</source>
        <translation>保留集 (%1)</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>One feature</source>
        <translation>单个特征</translation>
    </message>
    <message>
        <source>Mean signed activity of the kept features: chosen minus rejected</source>
        <translation>保留特征的平均带符号活动：优选减拒选</translation>
    </message>
    <message>
        <source>The model prefers the answer that people rejected.</source>
        <translation>模型偏好被人拒选的回答。</translation>
    </message>
    <message>
        <source>The model agrees with the people who chose.</source>
        <translation>模型与做出选择的人一致。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>优选回答</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>拒选回答</translation>
    </message>
    <message>
        <source>Everything that fires</source>
        <translation>全部激活</translation>
    </message>
    <message>
        <source>Kept set: orange speaks for rejected, blue for chosen</source>
        <translation>保留集：橙色支持拒选，蓝色支持优选</translation>
    </message>
    <message>
        <source>No feature selected</source>
        <translation>未选择特征</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Previous pair (K)</source>
        <translation>上一个偏好对 (K)</translation>
    </message>
    <message>
        <source>Next pair (J)</source>
        <translation>下一个偏好对 (J)</translation>
    </message>
    <message>
        <source>Try in the playground (Ctrl+T)</source>
        <translation>在试验场中试用 (Ctrl+T)</translation>
    </message>
    <message>
        <source>Colours show</source>
        <translation>颜色表示</translation>
    </message>
    <message>
        <source>Kept set</source>
        <translation>保留集</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>How strongly one feature fires</source>
        <translation>单个特征的激活强度</translation>
    </message>
    <message>
        <source>Sum over the kept features, each with its sign: blue speaks for chosen, orange for rejected</source>
        <translation>保留特征之和，各带符号：蓝色支持优选，橙色支持拒选</translation>
    </message>
    <message>
        <source>Sum of everything that fires</source>
        <translation>全部激活之和</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Mark what one answer has and the other has not; [ and ] go from one to the next</source>
        <translation>标出一个回答有而另一个没有的内容；按 [ 和 ] 在差异之间移动</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>Show the tokens that the chat template adds around each message</source>
        <translation>显示对话模板在每条消息前后添加的词元</translation>
    </message>
    <message>
        <source>Show the prompt</source>
        <translation>显示提示</translation>
    </message>
    <message>
        <source>Sum of all activations</source>
        <translation>全部激活之和</translation>
    </message>
    <message>
        <source>Sum over the kept set</source>
        <translation>保留集之和</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>margin and score_safe</source>
        <translation>奖励差与 score_safe</translation>
    </message>
    <message>
        <source>No feature is chosen. Select a token and then one of the features that fire there, or press Kept set.</source>
        <translation>尚未选择特征。请选择一个词元，再选择在该处激活的一个特征，或按“保留集”。</translation>
    </message>
    <message>
        <source>Feature %1 fires in this pair, but at no sentence end. All tokens shows where.</source>
        <translation>特征 %1 在该偏好对中激活，但不在句末。“全部词元”可显示其位置。</translation>
    </message>
    <message>
        <source>Feature %1 fires nowhere in these pairs. Choose another one on the Features page, or press Kept set or Activity.</source>
        <translation>特征 %1 在这些偏好对中从不激活。请在“特征”页选择其他特征，或按“保留集”或“活动”。</translation>
    </message>
    <message>
        <source>Feature %1 does not fire in this pair. Press Kept set or Activity to see what does, or J for the next pair.</source>
        <translation>特征 %1 在该偏好对中不激活。按“保留集”或“活动”查看激活的特征，或按 J 转到下一对。</translation>
    </message>
    <message>
        <source>The kept features fire in this pair, but at no sentence end. All tokens shows where.</source>
        <translation>保留特征在该偏好对中激活，但不在句末。“全部词元”可显示其位置。</translation>
    </message>
    <message>
        <source>None of the kept features fires in this pair. Press Activity to see what does.</source>
        <translation>该偏好对中没有保留特征激活。按“活动”查看激活的特征。</translation>
    </message>
    <message>
        <source>Nothing fires at the sentence ends of this pair. All tokens shows the rest of it.</source>
        <translation>该偏好对的句末没有激活。“全部词元”可显示其余部分。</translation>
    </message>
    <message>
        <source>Nothing fires in this pair. J goes to the next one.</source>
        <translation>该偏好对中没有任何激活。按 J 转到下一对。</translation>
    </message>
</context>
<context>
    <name>saferscope::PairListPanel</name>
    <message>
        <source>Pair list</source>
        <translation>偏好对列表</translation>
    </message>
    <message>
        <source>What can be done with the list</source>
        <translation>可对列表进行的操作</translation>
    </message>
    <message>
        <source>New list…</source>
        <translation>新建列表…</translation>
    </message>
    <message>
        <source>Export as JSON Lines…</source>
        <translation>导出为 JSON Lines…</translation>
    </message>
    <message>
        <source>Export the pair list</source>
        <translation>导出偏好对列表</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Import as data set…</source>
        <translation>导入为数据集…</translation>
    </message>
    <message>
        <source>Remove the list</source>
        <translation>移除此列表</translation>
    </message>
    <message>
        <source>Save this pair</source>
        <translation>保存此偏好对</translation>
    </message>
    <message>
        <source>Put the prompt and both answers into the list (Ctrl+S)</source>
        <translation>将提示和两个回答存入列表 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Nothing is kept here yet. Save this pair to start the list.</source>
        <translation>这里还没有内容。保存此偏好对即可开始列表。</translation>
    </message>
    <message>
        <source>Pairs of the list</source>
        <translation>列表中的偏好对</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The pair was saved to the list &quot;%1&quot;.</source>
        <translation>偏好对已保存到列表“%1”。</translation>
    </message>
    <message>
        <source>%1 (file)</source>
        <translation>%1（文件）</translation>
    </message>
    <message>
        <source>New pair list</source>
        <translation>新建偏好对列表</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The list &quot;%1&quot; was removed.</source>
        <translation>列表“%1”已移除。</translation>
    </message>
    <message>
        <source>Undo in the panel brings it back.</source>
        <translation>点击面板中的“撤销”可恢复。</translation>
    </message>
    <message>
        <source>The list was written to %1.</source>
        <translation>列表已写入 %1。</translation>
    </message>
    <message>
        <source>Bring the removed pair back</source>
        <translation>恢复移除的偏好对</translation>
    </message>
</context>
<context>
    <name>saferscope::PairPanel</name>
    <message>
        <source>Pair %1 of %2</source>
        <translation>偏好对 %1 / %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No pair of the index is called “%1”.</source>
        <translation>索引中没有名为“%1”的偏好对。</translation>
    </message>
    <message>
        <source>Copy the id from the Pairs page, or use Random.</source>
        <translation>请从“偏好对”页复制 id，或点击“随机”。</translation>
    </message>
    <message>
        <source>The index and the model disagree about this pair: rewards differ by %1.</source>
        <translation>索引与模型对此偏好对的结果不一致：奖励相差 %1。</translation>
    </message>
    <message>
        <source>The model or its settings changed after the index was built. Build the index again; the numbers here are the model&apos;s.</source>
        <translation>索引构建之后，模型或其设置发生了变化。请重新构建索引；此处显示的是模型的数值。</translation>
    </message>
    <message>
        <source>A set</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>Add a change to see the reward over its dose.</source>
        <translation>添加一项改动，即可查看奖励随剂量的变化。</translation>
    </message>
    <message>
        <source>The curve is being computed.</source>
        <translation>正在计算曲线。</translation>
    </message>
    <message>
        <source>Dose and response</source>
        <translation>剂量与反应</translation>
    </message>
    <message>
        <source>%1 alone</source>
        <translation>%1（单独）</translation>
    </message>
    <message>
        <source>The selected feature: %1</source>
        <translation>所选特征：%1</translation>
    </message>
    <message>
        <source>The selected feature</source>
        <translation>所选特征</translation>
    </message>
    <message numerus="yes">
        <source>The kept set (%Ln features)</source>
        <translation>
            <numerusform>保留集（%Ln 个特征）</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept set</source>
        <translation>保留集</translation>
    </message>
    <message numerus="yes">
        <source>Set %1 (%Ln features)</source>
        <translation>
            <numerusform>特征集 %1（%Ln 个特征）</numerusform>
        </translation>
    </message>
    <message>
        <source>No saved sets of this SAE</source>
        <translation>此 SAE 没有已保存的特征集</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>No&amp;te</source>
        <translation>备注(&amp;T)</translation>
    </message>
    <message>
        <source>Keep this result</source>
        <translation>保留此结果</translation>
    </message>
    <message>
        <source>The changes and both rewards of this pair are kept in the workspace.</source>
        <translation>改动和此偏好对的两个奖励已保存在工作区中。</translation>
    </message>
    <message>
        <source>The result is kept.</source>
        <translation>结果已保留。</translation>
    </message>
    <message>
        <source>The Kept tab has it.</source>
        <translation>可在“已保留”标签页中查看。</translation>
    </message>
    <message>
        <source>Save as steering profile</source>
        <translation>保存为引导配置</translation>
    </message>
    <message>
        <source>The changes are kept by name, to be measured and applied to models as a whole.</source>
        <translation>改动将按名称保存，可作为整体进行测量并应用于模型。</translation>
    </message>
    <message>
        <source>The steering profile is saved.</source>
        <translation>引导配置已保存。</translation>
    </message>
    <message>
        <source>The Steering tab has it.</source>
        <translation>可在“引导”标签页中查看。</translation>
    </message>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>Paste it into a terminal.</source>
        <translation>请粘贴到终端中。</translation>
    </message>
    <message>
        <source>It does one thing to all features, and these changes are of several kinds: save them as a steering profile and put its name in the place of PROFILE.</source>
        <translation>该命令对所有特征执行同一操作，而这些改动包含多种操作：请先保存为引导配置，再用其名称替换 PROFILE。</translation>
    </message>
    <message>
        <source>Nothing to change yet</source>
        <translation>还没有可改动的内容</translation>
    </message>
    <message>
        <source>The Causal lab changes features of an index&apos;s SAE inside its reward model. Train both and build an index first.</source>
        <translation>因果实验室在奖励模型内部改动索引所用 SAE 的特征。请先训练二者并构建索引。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Previous pair (Alt+Left)</source>
        <translation>上一个偏好对 (Alt+Left)</translation>
    </message>
    <message>
        <source>Next pair (Alt+Right)</source>
        <translation>下一个偏好对 (Alt+Right)</translation>
    </message>
    <message>
        <source>Go to pair id…</source>
        <translation>转到偏好对 id…</translation>
    </message>
    <message>
        <source>Pair id</source>
        <translation>偏好对 id</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>A pair drawn at random</source>
        <translation>随机抽取一个偏好对</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Add a feature: number or label</source>
        <translation>添加特征：编号或标签</translation>
    </message>
    <message>
        <source>Add a feature by number or label</source>
        <translation>按编号或标签添加特征</translation>
    </message>
    <message>
        <source>No feature is called so.</source>
        <translation>没有这样的特征。</translation>
    </message>
    <message>
        <source>Type a feature&apos;s number, or a part of a label that somebody gave.</source>
        <translation>请输入特征编号，或已有标签的一部分。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>The selected feature, the kept set, a saved set</source>
        <translation>所选特征、保留集、已保存的特征集</translation>
    </message>
    <message>
        <source>Nothing is changed. Add a feature or a set, then drag its slider.</source>
        <translation>没有任何改动。请添加特征或特征集，然后拖动滑块。</translation>
    </message>
    <message>
        <source>Strongest in this pair, by attribution to the margin</source>
        <translation>此偏好对中对奖励差归因最强的特征</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Tokens that are changed</source>
        <translation>要改动的词元</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部词元</translation>
    </message>
    <message>
        <source>Sentence ends (as trained)</source>
        <translation>句末（与训练一致）</translation>
    </message>
    <message>
        <source>Answers only</source>
        <translation>仅回答</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>优选回答</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>拒选回答</translation>
    </message>
    <message>
        <source>A range of tokens</source>
        <translation>词元范围</translation>
    </message>
    <message>
        <source>Text of the range</source>
        <translation>范围所在文本</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>Click a token in the texts to begin the range, Shift and click to end it</source>
        <translation>在文本中点击词元设定范围起点，按住 Shift 点击设定终点</translation>
    </message>
    <message>
        <source>First token of the range</source>
        <translation>范围的首个词元</translation>
    </message>
    <message>
        <source>Last token of the range</source>
        <translation>范围的末个词元</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Measure on the data set</source>
        <translation>在数据集上测量</translation>
    </message>
    <message>
        <source>The same changes on many pairs, with confidence intervals</source>
        <translation>在大量偏好对上做相同的改动，并给出置信区间</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>保留…</translation>
    </message>
    <message>
        <source>Keep this result by name</source>
        <translation>命名并保留此结果</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Save as steering profile…</source>
        <translation>保存为引导配置…</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>Remove all changes</source>
        <translation>移除所有改动</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reward, before → after</source>
        <translation>奖励，之前 → 之后</translation>
    </message>
    <message>
        <source>The pair is being read.</source>
        <translation>正在读取偏好对。</translation>
    </message>
    <message>
        <source>The model is being loaded.</source>
        <translation>正在加载模型。</translation>
    </message>
    <message>
        <source>Add it to the changes</source>
        <translation>添加到改动中</translation>
    </message>
    <message>
        <source>Take a change back</source>
        <translation>撤销一项改动</translation>
    </message>
    <message>
        <source>Do the change again</source>
        <translation>重做该改动</translation>
    </message>
    <message>
        <source>Look for a pair</source>
        <translation>查找偏好对</translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation>上一个偏好对</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一个偏好对</translation>
    </message>
</context>
<context>
    <name>saferscope::PairPreview</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation>上一个偏好对</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一个偏好对</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>优选回答</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>拒选回答</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>Records that would not be taken</source>
        <translation>不会采用的记录</translation>
    </message>
    <message>
        <source>Previous pair (Alt+Page Up)</source>
        <translation>上一个偏好对 (Alt+Page Up)</translation>
    </message>
    <message>
        <source>Next pair (Alt+Page Down)</source>
        <translation>下一个偏好对 (Alt+Page Down)</translation>
    </message>
    <message>
        <source>record %1: %2</source>
        <translation>记录 %1：%2</translation>
    </message>
    <message>
        <source>Of the first records these would not be taken:</source>
        <translation>前面的记录中，以下不会采用：</translation>
    </message>
    <message>
        <source>No pairs</source>
        <translation>没有偏好对</translation>
    </message>
    <message>
        <source>Pair %1 of the first %2</source>
        <translation>偏好对 %1（前 %2 个）</translation>
    </message>
    <message>
        <source>id</source>
        <translation>id</translation>
    </message>
    <message>
        <source>subset</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>saferscope::PairRewards</name>
    <message>
        <source>Chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>%1 after the changes</source>
        <translation>改动后的%1</translation>
    </message>
    <message>
        <source>How likely the model finds it that people prefer the chosen answer: 1 / (1 + exp(-margin))</source>
        <translation>模型认为人们更喜欢优选回答的概率：1 / (1 + exp(-margin))</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>Probability that the chosen answer is preferred: %1 → %2</source>
        <translation>优选回答更受偏好的概率：%1 → %2</translation>
    </message>
    <message>
        <source>⇄ The verdict flips: the model now prefers the chosen answer.</source>
        <translation>⇄ 判定翻转：模型现在偏好优选回答。</translation>
    </message>
    <message>
        <source>⇄ The verdict flips: the model now prefers the rejected answer.</source>
        <translation>⇄ 判定翻转：模型现在偏好拒选回答。</translation>
    </message>
    <message>
        <source>The model prefers the chosen answer, before and after.</source>
        <translation>改动前后，模型都偏好优选回答。</translation>
    </message>
    <message>
        <source>The model prefers the rejected answer, before and after.</source>
        <translation>改动前后，模型都偏好拒选回答。</translation>
    </message>
    <message>
        <source>%1, before %2</source>
        <translation>%1，之前 %2</translation>
    </message>
</context>
<context>
    <name>saferscope::PairTableModel</name>
    <message>
        <source>prefers rejected</source>
        <translation>偏好拒选</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Name of the pair in its data set</source>
        <translation>偏好对在数据集中的名称</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Group the pair belongs to</source>
        <translation>偏好对所属的组</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>Reward of the chosen answer</source>
        <translation>优选回答的奖励</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>Reward of the rejected answer</source>
        <translation>拒选回答的奖励</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>奖励差</translation>
    </message>
    <message>
        <source>Reward of the chosen answer minus reward of the rejected one</source>
        <translation>优选回答的奖励减拒选回答的奖励</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Mean signed activity of the kept features in the chosen answer minus the same in the rejected one</source>
        <translation>保留特征在优选回答中的平均带符号活动减去在拒选回答中的值</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Whether the reward model agrees with the people who chose</source>
        <translation>奖励模型是否与做出选择的人一致</translation>
    </message>
</context>
<context>
    <name>saferscope::PairTexts</name>
    <message>
        <source>Colours show</source>
        <translation>颜色表示</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Running reward</source>
        <translation>逐词元奖励</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>归因</translation>
    </message>
    <message>
        <source>What the changes do to the reward if the text stopped at the token: after minus before</source>
        <translation>假如文本到此词元为止，改动对奖励的影响：之后减之前</translation>
    </message>
    <message>
        <source>The reward if the text stopped at the token, without any change</source>
        <translation>假如文本到此词元为止，不做任何改动时的奖励</translation>
    </message>
    <message>
        <source>How strongly the feature in hand fires</source>
        <translation>当前特征的激活强度</translation>
    </message>
    <message>
        <source>Activation times gradient: a linear guess of what the feature adds to the margin</source>
        <translation>激活乘以梯度：对该特征给奖励差带来多少影响的线性估计</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>优选回答</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>拒选回答</translation>
    </message>
    <message>
        <source>Change of the reward if the text stopped here</source>
        <translation>假如文本到此为止，奖励的变化</translation>
    </message>
    <message>
        <source>Reward if the text stopped here, before</source>
        <translation>假如文本到此为止，改动前的奖励</translation>
    </message>
    <message>
        <source>Everything that fires</source>
        <translation>全部激活</translation>
    </message>
    <message>
        <source>Attribution is being computed</source>
        <translation>正在计算归因</translation>
    </message>
    <message>
        <source>Attribution of all features to the margin</source>
        <translation>所有特征对奖励差的归因</translation>
    </message>
    <message>
        <source>Attribution to the margin: %1</source>
        <translation>对奖励差的归因：%1</translation>
    </message>
    <message>
        <source>Read at every token</source>
        <translation>在每个词元处读取</translation>
    </message>
    <message>
        <source>Change of the reward</source>
        <translation>奖励的变化</translation>
    </message>
    <message>
        <source>Reward so far</source>
        <translation>逐词元奖励</translation>
    </message>
    <message>
        <source>Attribution in units of the reward:</source>
        <translation>归因（以奖励为单位）：</translation>
    </message>
</context>
<context>
    <name>saferscope::PairTokenPanel</name>
    <message>
        <source>Features at this token</source>
        <translation>此词元的特征</translation>
    </message>
    <message>
        <source>Strongest features at the token</source>
        <translation>此词元处最强的特征</translation>
    </message>
    <message>
        <source>No token selected</source>
        <translation>未选择词元</translation>
    </message>
    <message>
        <source>Point at a token, or select one, to see which features fire there.</source>
        <translation>将指针移到词元上或选择一个词元，即可查看在此激活的特征。</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>优选</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒选</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>%1 token %2 · %3 · %4</source>
        <translation>%1 词元 %2 · %3 · %4</translation>
    </message>
    <message>
        <source>sentence end</source>
        <translation>句末</translation>
    </message>
    <message>
        <source>not a sentence end</source>
        <translation>非句末</translation>
    </message>
    <message>
        <source>nothing fires</source>
        <translation>无激活</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features fire</source>
        <translation>
            <numerusform>%Ln 个特征激活</numerusform>
        </translation>
    </message>
    <message>
        <source>Where else does it fire?</source>
        <translation>还在何处激活？</translation>
    </message>
    <message>
        <source>Where else?</source>
        <translation>还在何处？</translation>
    </message>
    <message>
        <source>Where else does feature %1 fire?</source>
        <translation>特征 %1 还在何处激活？</translation>
    </message>
    <message>
        <source>Where else does %1 fire?</source>
        <translation>%1 还在何处激活？</translation>
    </message>
    <message>
        <source>%1 elsewhere</source>
        <translation>%1 的其他位置</translation>
    </message>
</context>
<context>
    <name>saferscope::PairsPage</name>
    <message>
        <source>No pairs to look into yet</source>
        <translation>还没有可查看的偏好对</translation>
    </message>
    <message>
        <source>Import preference pairs and build a feature index on the Overview page; then chosen and rejected answers appear here side by side.</source>
        <translation>请在“概览”页导入偏好对并构建特征索引；之后优选与拒选回答会并排显示在这里。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Save the table as CSV, tab-separated text or JSON (Ctrl+E)</source>
        <translation>将表格保存为 CSV、制表符分隔文本或 JSON (Ctrl+E)</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Filter: margin &lt; 0 and subset = harmless</source>
        <translation>筛选：margin &lt; 0 and subset = harmless</translation>
    </message>
    <message>
        <source>Fields: id, subset, chosen, rejected (rewards), margin, score, tokens; flipped. Example: flipped and |score| &gt; 0.5. Other words are looked for in ids and subsets.</source>
        <translation>字段：id, subset, chosen, rejected（奖励）, margin, score, tokens; flipped。示例：flipped and |score| &gt; 0.5。其他词语会在 id 和子集中查找。</translation>
    </message>
    <message>
        <source>Table of pairs</source>
        <translation>偏好对表</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs</source>
        <translation>
            <numerusform>%1 / %Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Choose another folder or free some space.</source>
        <translation>请选择其他文件夹，或腾出一些空间。</translation>
    </message>
    <message numerus="yes">
        <source>Saved %Ln pairs to %1</source>
        <translation>
            <numerusform>已将 %Ln 个偏好对保存到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Save pairs</source>
        <translation>保存偏好对</translation>
    </message>
    <message>
        <source>Score by</source>
        <translation>得分依据</translation>
    </message>
    <message>
        <source>The features whose activity makes the score</source>
        <translation>其活动构成得分的特征</translation>
    </message>
    <message>
        <source>by sign</source>
        <translation>按符号</translation>
    </message>
    <message>
        <source>by size</source>
        <translation>按大小</translation>
    </message>
    <message>
        <source>Weights of the score</source>
        <translation>得分的权重</translation>
    </message>
    <message>
        <source>By sign: every feature counts the same, as published. By size: a feature counts as much as its contrast.</source>
        <translation>按符号：每个特征权重相同，与论文一致。按大小：特征以其对比度为权重。</translation>
    </message>
    <message>
        <source>strongest %1</source>
        <translation>最强 %1 个</translation>
    </message>
    <message>
        <source>set %1</source>
        <translation>特征集 %1</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next difference of the pair</source>
        <translation>偏好对的下一处差异</translation>
    </message>
    <message>
        <source>Previous difference of the pair</source>
        <translation>偏好对的上一处差异</translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation>筛选表格</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
</context>
<context>
    <name>saferscope::PaletteModel</name>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Feature set</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Not available: %1</source>
        <translation>不可用：%1</translation>
    </message>
</context>
<context>
    <name>saferscope::PinStrip</name>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Keep these texts and rewards to compare with while you go on (Ctrl+P)</source>
        <translation>保留这些文本和奖励，以便继续编辑时比较 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Back to pin</source>
        <translation>恢复固定内容</translation>
    </message>
    <message>
        <source>Put the pinned texts into the editors again</source>
        <translation>将固定的文本放回编辑框</translation>
    </message>
    <message>
        <source>Pin %1: margin %2</source>
        <translation>固定 %1：奖励差 %2</translation>
    </message>
    <message>
        <source>Pinned: A %1, B %2, margin %3</source>
        <translation>已固定：A %1，B %2，奖励差 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Pin a state to see what each edit changes.</source>
        <translation>固定一个状态，即可查看每次编辑带来的变化。</translation>
    </message>
    <message>
        <source>Margin %1 since the pin (A %2, B %3)</source>
        <translation>自固定以来奖励差 %1（A %2，B %3）</translation>
    </message>
</context>
<context>
    <name>saferscope::PlanEntriesModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>saferscope::PlanOverlapModel</name>
    <message numerus="yes">
        <source>%Ln of the %1 pairs of %2 are taken by %3 too.</source>
        <translation>
            <numerusform>%2 的 %1 个偏好对中有 %Ln 个也被%3选中。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PlaygroundPage</name>
    <message>
        <source>Drag to divide; double-click to fit the text again</source>
        <translation>拖动可调整分隔；双击可重新适应文本</translation>
    </message>
    <message>
        <source>Load the selected pair</source>
        <translation>载入所选偏好对</translation>
    </message>
    <message>
        <source>No pair is selected.</source>
        <translation>未选择偏好对。</translation>
    </message>
    <message>
        <source>Select one on the Pairs page.</source>
        <translation>请在“偏好对”页选择一个。</translation>
    </message>
    <message>
        <source>Load a random pair</source>
        <translation>载入随机偏好对</translation>
    </message>
    <message>
        <source>Load a file…</source>
        <translation>载入文件…</translation>
    </message>
    <message>
        <source>Load a file</source>
        <translation>载入文件</translation>
    </message>
    <message>
        <source>Pairs and texts (*.jsonl *.json *.jsonl.gz *.json.gz *.txt *.md);;All files (*)</source>
        <translation>偏好对和文本 (*.jsonl *.json *.jsonl.gz *.json.gz *.txt *.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>从空白开始</translation>
    </message>
    <message>
        <source>Copy texts and rewards</source>
        <translation>复制文本和奖励</translation>
    </message>
    <message>
        <source>Load the selected pair (%L1)</source>
        <translation>载入所选偏好对 (%L1)</translation>
    </message>
    <message>
        <source>%1 (reward %2):</source>
        <translation>%1（奖励 %2）：</translation>
    </message>
    <message>
        <source>The data set that the index was built from is not in the workspace.</source>
        <translation>构建索引所用的数据集不在工作区中。</translation>
    </message>
    <message>
        <source>Import it again on the Overview page, or paste the texts.</source>
        <translation>请在“概览”页重新导入，或粘贴文本。</translation>
    </message>
    <message>
        <source>There is no index to take a pair from.</source>
        <translation>没有可取偏好对的索引。</translation>
    </message>
    <message>
        <source>Build one on the Overview page.</source>
        <translation>请在“概览”页构建。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 holds no pair that can be read.</source>
        <translation>%1 中没有可读取的偏好对。</translation>
    </message>
    <message>
        <source>Import it on the Overview page to see what is wrong with its lines.</source>
        <translation>请在“概览”页导入它，以查看各行的问题。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Load a pair, start empty, copy what is shown</source>
        <translation>载入偏好对、从空白开始、复制显示的内容</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>Answer A becomes B and the other way round (Ctrl+Shift+X)</source>
        <translation>回答 A 与回答 B 互换 (Ctrl+Shift+X)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Bring back the texts from before they were replaced or swapped (Ctrl+B)</source>
        <translation>恢复被替换或交换之前的文本 (Ctrl+B)</translation>
    </message>
    <message>
        <source>Colours show</source>
        <translation>颜色表示</translation>
    </message>
    <message>
        <source>One feature</source>
        <translation>单个特征</translation>
    </message>
    <message>
        <source>Kept set</source>
        <translation>保留集</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Reward so far</source>
        <translation>逐词元奖励</translation>
    </message>
    <message>
        <source>How strongly one feature fires</source>
        <translation>单个特征的激活强度</translation>
    </message>
    <message>
        <source>Sum over the kept features, each with its sign: blue speaks for chosen, orange for rejected</source>
        <translation>保留特征之和，各带符号：蓝色支持优选，橙色支持拒选</translation>
    </message>
    <message>
        <source>Sum of everything that fires</source>
        <translation>全部激活之和</translation>
    </message>
    <message>
        <source>The reward if the text stopped at this token</source>
        <translation>假如文本到此词元为止的奖励</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>The text was cut: the editor holds %L1 characters.</source>
        <translation>文本已截断：编辑框最多容纳 %L1 个字符。</translation>
    </message>
    <message>
        <source>The model reads the beginning of a text only; shorten it, or score long texts with `safer reward`.</source>
        <translation>模型只读取文本的开头；请缩短文本，或用 `safer reward` 为长文本计分。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>请先写一些内容。</translation>
    </message>
    <message>
        <source>There is no model to play with yet</source>
        <translation>还没有可试用的模型</translation>
    </message>
    <message>
        <source>Write a prompt and two answers, or load a pair.</source>
        <translation>请输入一个提示和两个回答，或载入偏好对。</translation>
    </message>
    <message>
        <source>not up to date</source>
        <translation>不是最新</translation>
    </message>
    <message>
        <source> Your texts are kept; press Retry to ask again.</source>
        <translation>您的文本已保留；点击“重试”可再次计算。</translation>
    </message>
    <message>
        <source>read in %1 ms</source>
        <translation>读取用时 %1 毫秒</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>The model is not running</source>
        <translation>模型未运行</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>Answer A</source>
        <translation>回答 A</translation>
    </message>
    <message>
        <source>Answer B</source>
        <translation>回答 B</translation>
    </message>
    <message numerus="yes">
        <source>cut at %Ln tokens</source>
        <translation>
            <numerusform>截断于 %Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>The conversation is longer than the %L1 tokens that the workspace lets the model read; the rest has no effect on the reward.</source>
        <translation>对话超过了工作区允许模型读取的 %L1 个词元；其余部分对奖励没有影响。</translation>
    </message>
    <message>
        <source>Everything that fires</source>
        <translation>全部激活</translation>
    </message>
    <message>
        <source>Reward if the text stopped here</source>
        <translation>假如文本到此为止的奖励</translation>
    </message>
    <message>
        <source>Kept set: orange speaks for rejected, blue for chosen</source>
        <translation>保留集：橙色支持拒选，蓝色支持优选</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>No feature selected: click one in the list</source>
        <translation>未选择特征：请在列表中点击一个</translation>
    </message>
    <message>
        <source>Read at every token</source>
        <translation>在每个词元处读取</translation>
    </message>
    <message>
        <source>Kept set (%1)</source>
        <translation>保留集 (%1)</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>What fires in your texts is listed here.</source>
        <translation>您的文本中激活的特征会列在这里。</translation>
    </message>
    <message>
        <source>reward so far %1</source>
        <translation>至此奖励 %1</translation>
    </message>
    <message>
        <source>token %L1</source>
        <translation>词元 %L1</translation>
    </message>
    <message>
        <source>sentence end</source>
        <translation>句末</translation>
    </message>
    <message>
        <source>rated %1 by %2</source>
        <translation>%2 评 %1 分</translation>
    </message>
    <message>
        <source>rated %1 by people</source>
        <translation>评分者评 %1 分</translation>
    </message>
    <message numerus="yes">
        <source>fires at %Ln tokens of the answer</source>
        <translation>
            <numerusform>在回答的 %Ln 个词元处激活</numerusform>
        </translation>
    </message>
    <message>
        <source>Sum over sentence ends</source>
        <translation>句末之和</translation>
    </message>
    <message>
        <source>Sum over all tokens</source>
        <translation>全部词元之和</translation>
    </message>
    <message>
        <source>Whole answer A</source>
        <translation>整个回答 A</translation>
    </message>
    <message>
        <source>Whole answer B</source>
        <translation>整个回答 B</translation>
    </message>
    <message>
        <source>Nothing fires at the tokens that are looked at.</source>
        <translation>在所查看的词元处没有激活。</translation>
    </message>
    <message>
        <source>Point at a token, or select one, to see what fires at that token alone.</source>
        <translation>将指针移到词元上或选择一个词元，即可查看仅在该处激活的特征。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Sum over the kept set</source>
        <translation>保留集之和</translation>
    </message>
    <message>
        <source>Sum of all activations</source>
        <translation>全部激活之和</translation>
    </message>
</context>
<context>
    <name>saferscope::PreviewPanel</name>
    <message>
        <source>Looking what would change…</source>
        <translation>正在查看会有哪些改变…</translation>
    </message>
    <message>
        <source>Nothing to preview yet</source>
        <translation>还没有可预览的内容</translation>
    </message>
    <message>
        <source>models already there: %1</source>
        <translation>已存在的模型：%1</translation>
    </message>
    <message numerus="yes">
        <source>of %Ln models</source>
        <translation>
            <numerusform>共 %Ln 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>基于 %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>nothing like it has run here yet</source>
        <translation>这里还没有运行过类似的任务</translation>
    </message>
    <message>
        <source>one after the other, here</source>
        <translation>在本机依次运行</translation>
    </message>
    <message>
        <source>at most, at once</source>
        <translation>最多同时占用</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Flipped by %1 at %2</source>
        <translation>%1 翻转的偏好对（%2）</translation>
    </message>
    <message>
        <source>Dropped by %1 at %2</source>
        <translation>%1 丢弃的偏好对（%2）</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%2：%1</translation>
    </message>
    <message numerus="yes">
        <source>Of these %Ln also taken: %1.</source>
        <translation>
            <numerusform>这 %Ln 个中也被选中：%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs</source>
        <translation>
            <numerusform>%1 / %Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Choose another folder or free some space.</source>
        <translation>请选择其他文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>Save the list of pairs</source>
        <translation>保存偏好对列表</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Pairs that change</source>
        <translation>改变的偏好对</translation>
    </message>
    <message>
        <source>Pairs that change, by strategy and ratio</source>
        <translation>改变的偏好对，按策略和比例</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Shared pairs over all pairs that either takes (Jaccard): 1 = the same pairs, 0 = none in common</source>
        <translation>共有的偏好对占任一方选中的全部偏好对的比例 (Jaccard)：1 = 完全相同，0 = 毫无重叠</translation>
    </message>
    <message>
        <source>Overlap of the strategies at this ratio</source>
        <translation>各策略在此比例下的重叠</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Seed of the plan</source>
        <translation>计划的随机种子</translation>
    </message>
    <message>
        <source>Save the list as CSV, tab-separated text or JSON</source>
        <translation>将列表保存为 CSV、制表符分隔文本或 JSON</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存列表</translation>
    </message>
    <message>
        <source>Filter by pair, subset or reason</source>
        <translation>按偏好对、子集或原因筛选</translation>
    </message>
    <message>
        <source>Filter the pairs</source>
        <translation>筛选偏好对</translation>
    </message>
    <message>
        <source>Pairs that change, in order</source>
        <translation>改变的偏好对，按顺序</translation>
    </message>
    <message>
        <source>Enter or a double click shows the pair on the Pairs page</source>
        <translation>按 Enter 或双击可在“偏好对”页显示</translation>
    </message>
</context>
<context>
    <name>saferscope::QueueModel</name>
    <message>
        <source>≥ %1</source>
        <translation>≥ %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位次</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
</context>
<context>
    <name>saferscope::QueuePanel</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Queue again what was cancelled (Ctrl+Z)</source>
        <translation>将已取消的重新排入队列 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Nothing is queued</source>
        <translation>队列为空</translation>
    </message>
    <message>
        <source>Runs of an experiment wait here for their turn. They are worked off one after another on each device, also while this window is closed.</source>
        <translation>实验的运行在此排队等待。每台设备上依次执行，关闭此窗口后仍会继续。</translation>
    </message>
    <message>
        <source>Compose an experiment</source>
        <translation>设计实验</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>While it is paused nothing new is started; what runs goes on</source>
        <translation>暂停期间不启动新的运行；正在运行的会继续</translation>
    </message>
    <message>
        <source>What to do with the selected runs</source>
        <translation>对所选运行的操作</translation>
    </message>
    <message>
        <source>Queue of runs</source>
        <translation>运行队列</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Not started until it is released; what runs writes a checkpoint and stops</source>
        <translation>取消搁置之前不启动；正在运行的会写入检查点并停止</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Queue again what failed, was stopped or got lost</source>
        <translation>将失败、已停止或丢失的重新排入队列</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take it out of the queue, with what waits for it</source>
        <translation>从队列中取出，等待它的运行也一并取出</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>移到最前</translation>
    </message>
    <message>
        <source>First of its priority</source>
        <translation>同优先级中的第一个</translation>
    </message>
    <message>
        <source>Move to the bottom</source>
        <translation>移到最后</translation>
    </message>
    <message>
        <source>Last of its priority</source>
        <translation>同优先级中的最后一个</translation>
    </message>
    <message>
        <source>Raise the priority</source>
        <translation>提高优先级</translation>
    </message>
    <message>
        <source>Before everything of a lower priority</source>
        <translation>先于所有较低优先级的运行</translation>
    </message>
    <message>
        <source>Lower the priority</source>
        <translation>降低优先级</translation>
    </message>
    <message>
        <source>After everything of a higher priority</source>
        <translation>后于所有较高优先级的运行</translation>
    </message>
    <message>
        <source>Show the curves</source>
        <translation>显示曲线</translation>
    </message>
    <message>
        <source>Curves of the selected runs</source>
        <translation>所选运行的曲线</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>What the worker wrote</source>
        <translation>工作进程的输出</translation>
    </message>
    <message>
        <source>The queue is paused</source>
        <translation>队列已暂停</translation>
    </message>
    <message>
        <source>The queue is paused, %1</source>
        <translation>队列已暂停，%1</translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>恢复队列</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>取消搁置</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>“%1” was cancelled.</source>
        <translation>已取消“%1”。</translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation>已取消此次运行。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs were cancelled, with those that waited for them.</source>
        <translation>
            <numerusform>已取消 %Ln 次运行及等待它们的运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was running has written a checkpoint or is doing so.</source>
        <translation>正在运行的已写入检查点，或正在写入。</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 的日志</translation>
    </message>
</context>
<context>
    <name>saferscope::QueueRows</name>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>受阻</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>It writes a checkpoint and ends.</source>
        <translation>正在写入检查点，随后结束。</translation>
    </message>
    <message>
        <source>With Slurm</source>
        <translation>由 Slurm 管理</translation>
    </message>
    <message>
        <source>Not queued</source>
        <translation>未排队</translation>
    </message>
    <message>
        <source>The cluster starts it when its turn has come.</source>
        <translation>轮到时由集群启动。</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>已完成 %1 / %2</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>，%1 个失败</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>时间未知</translation>
    </message>
    <message>
        <source>at least %1 left</source>
        <translation>至少剩 %1</translation>
    </message>
</context>
<context>
    <name>saferscope::RatingButtons</name>
    <message>
        <source>%1. Given by %2</source>
        <translation>%1。评分者：%2</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Pass over this feature for now (S or Space)</source>
        <translation>暂时略过此特征（S 或空格）</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Mark this feature for another look, or take the mark away (F)</source>
        <translation>标记此特征以待复查，或取消标记 (F)</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Write a comment (C)</source>
        <translation>写备注 (C)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back what you did last (U, Backspace or Ctrl+Z)</source>
        <translation>撤回最近的操作（U、Backspace 或 Ctrl+Z）</translation>
    </message>
    <message>
        <source>Comment. Enter saves, Esc leaves</source>
        <translation>备注。按 Enter 保存，按 Esc 退出</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>word lists</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>LLM</source>
        <translation>LLM</translation>
    </message>
</context>
<context>
    <name>saferscope::RatingForm</name>
    <message>
        <source>Who is rating?</source>
        <translation>由谁评分？</translation>
    </message>
    <message>
        <source>Every rating carries a name, so that several people can rate the same features and their agreement can be measured.</source>
        <translation>每个评分都带有姓名，以便多人评同样的特征并衡量其一致性。</translation>
    </message>
    <message>
        <source>Name of the rater</source>
        <translation>评分者姓名</translation>
    </message>
    <message>
        <source>Name or initials</source>
        <translation>姓名或缩写</translation>
    </message>
    <message>
        <source>Start rating</source>
        <translation>开始评分</translation>
    </message>
    <message>
        <source>Rated here before</source>
        <translation>在此评过的人</translation>
    </message>
    <message>
        <source>Rate as %1</source>
        <translation>以 %1 的身份评分</translation>
    </message>
    <message>
        <source>Type your name or initials and press Enter; then the first card comes, and 1 to 5 rate it.</source>
        <translation>输入您的姓名或缩写并按 Enter；随后出现第一张卡片，按 1 到 5 评分。</translation>
    </message>
    <message>
        <source>A name comes first: type yours and press Enter. Keys rate once a card shows.</source>
        <translation>请先输入姓名并按 Enter。出现卡片后按键才会评分。</translation>
    </message>
</context>
<context>
    <name>saferscope::RatingHistory</name>
    <message>
        <source>rated %1</source>
        <translation>评 %1 分</translation>
    </message>
    <message>
        <source>%1, confirming the judge</source>
        <translation>%1，确认评判模型</translation>
    </message>
    <message>
        <source>%1, blind</source>
        <translation>%1，盲评</translation>
    </message>
    <message>
        <source>gave no rating: %1</source>
        <translation>没有给出评分：%1</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>took the flag away</source>
        <translation>取消了标记</translation>
    </message>
    <message>
        <source>took the name away</source>
        <translation>去掉了名称</translation>
    </message>
    <message>
        <source>named it “%1”</source>
        <translation>命名为“%1”</translation>
    </message>
    <message>
        <source>settled on %1. %2</source>
        <translation>裁定为 %1 分。%2</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>%1, %2: %3 (taken back)</source>
        <translation>%1，%2：%3（已撤回）</translation>
    </message>
    <message>
        <source>History of this feature</source>
        <translation>此特征的历史</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries by others show once you have rated.</source>
        <translation>
            <numerusform>您评分后会显示他人的 %Ln 条记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was said of this feature yet.</source>
        <translation>此特征还没有任何意见。</translation>
    </message>
</context>
<context>
    <name>saferscope::RatingJudgePanel</name>
    <message>
        <source>By word lists, no language model</source>
        <translation>由词表得出，不是语言模型</translation>
    </message>
    <message>
        <source>Suspicious: the contexts look as if they were meant to steer the judge.</source>
        <translation>可疑：上下文疑似意图左右评判模型。</translation>
    </message>
    <message>
        <source>LLM</source>
        <translation>LLM</translation>
    </message>
    <message>
        <source>LLM: %1</source>
        <translation>LLM：%1</translation>
    </message>
    <message>
        <source>No judge has rated features yet.</source>
        <translation>还没有评判模型评过特征。</translation>
    </message>
    <message>
        <source>It has not rated this feature.</source>
        <translation>它没有评过该特征。</translation>
    </message>
    <message>
        <source>It gave no valid rating. %1</source>
        <translation>它没有给出有效评分。%1</translation>
    </message>
    <message>
        <source>It gave no explanation.</source>
        <translation>它没有给出解释。</translation>
    </message>
    <message>
        <source>Hidden until you have rated with 1 to 5, so that its answer does not lead yours. Until then Enter has nothing to confirm; B, or taking away the tick at Blind above, shows it.</source>
        <translation>在您按 1 到 5 评分之前隐藏，以免其回答影响您。在此之前 Enter 没有可确认的内容；按 B 或取消勾选上方的“盲评”即可显示。</translation>
    </message>
</context>
<context>
    <name>saferscope::RatioChips</name>
    <message>
        <source>Ratio %1</source>
        <translation>比例 %1</translation>
    </message>
    <message>
        <source>Press to take it away</source>
        <translation>点击以移除</translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>add %</source>
        <translation>添加 %</translation>
    </message>
    <message>
        <source>Add a ratio in per cent</source>
        <translation>添加百分比比例</translation>
    </message>
    <message>
        <source>A ratio in per cent, or several with spaces between them; Enter adds them</source>
        <translation>一个百分比，或以空格分隔的多个；按 Enter 添加</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>论文比例</translation>
    </message>
    <message>
        <source>Back to the ratios of the paper</source>
        <translation>恢复论文中的比例</translation>
    </message>
    <message>
        <source>“%1” is no ratio: give per cent between 0 and 100.</source>
        <translation>“%1”不是有效比例：请输入 0 到 100 之间的百分数。</translation>
    </message>
    <message>
        <source>At most %1 ratios.</source>
        <translation>最多 %1 个比例。</translation>
    </message>
</context>
<context>
    <name>saferscope::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>One file for people without Saferscope: what was found in this workspace, and how.</source>
        <translation>供没有 Saferscope 的人阅读的单个文件：此工作区中发现了什么，以及如何得出。</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>写出报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Made from the name of the model</source>
        <translation>由模型名称生成</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>PDF, for paper and mail</source>
        <translation>PDF，用于打印和邮件</translation>
    </message>
    <message>
        <source>HTML, for a browser</source>
        <translation>HTML，用于浏览器</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>格式(&amp;A)</translation>
    </message>
    <message>
        <source>File of the report</source>
        <translation>报告文件</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>F&amp;eatures, at most</source>
        <translation>特征，最多(&amp;E)</translation>
    </message>
    <message>
        <source>Example &amp;pairs, at most</source>
        <translation>示例偏好对，最多(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Include the texts of the data</source>
        <translation>包含数据文本(&amp;I)</translation>
    </message>
    <message>
        <source>Without them, bars stand for the words of prompts and answers, and the file does not hold them. With them, whoever gets the file can read them, harmful ones too.</source>
        <translation>不包含时，提示和回答中的词以色条代替，文件中没有这些文本。包含时，拿到文件的任何人都能读到它们，包括有害的内容。</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There is a folder of this name.</source>
        <translation>已有同名文件夹。</translation>
    </message>
    <message>
        <source>Choose another name for the report.</source>
        <translation>请为报告另选名称。</translation>
    </message>
    <message>
        <source>This file is there already.</source>
        <translation>此文件已存在。</translation>
    </message>
    <message>
        <source>Press “Write report” again to replace it, or choose another place.</source>
        <translation>再次点击“写出报告”将替换它，或请选择其他位置。</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message numerus="yes">
        <source>The report is written: %Ln pages.</source>
        <translation>
            <numerusform>报告已写出：%Ln 页。</numerusform>
        </translation>
    </message>
    <message>
        <source>The report is written.</source>
        <translation>报告已写出。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>The report was cancelled; nothing was written.</source>
        <translation>报告已取消；没有写入任何内容。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>Choose another place for the report.</source>
        <translation>请为报告另选位置。</translation>
    </message>
</context>
<context>
    <name>saferscope::ResultsChart</name>
    <message>
        <source>%1: %2 against ratio</source>
        <translation>%1：%2随比例的变化</translation>
    </message>
</context>
<context>
    <name>saferscope::ResultsPanel</name>
    <message numerus="yes">
        <source>(%Ln more: point here to read them)</source>
        <translation>
            <numerusform>（另有 %Ln 条：将指针移到此处阅读）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · %4 of %5 done</source>
        <translation>%1 · %2 · %3 · 已完成 %4 / %5</translation>
    </message>
    <message>
        <source>This sweep has failed so far</source>
        <translation>此扫描实验至今失败</translation>
    </message>
    <message>
        <source>The Queue tab says what went wrong and can try again.</source>
        <translation>“队列”标签页中有出错原因，可重试。</translation>
    </message>
    <message>
        <source>%1 The Queue tab can try again.</source>
        <translation>%1 可在“队列”标签页中重试。</translation>
    </message>
    <message>
        <source>No model is evaluated yet</source>
        <translation>还没有模型完成评估</translation>
    </message>
    <message>
        <source>The first points appear as soon as the baseline&apos;s evaluation ends.</source>
        <translation>基线评估一结束就会出现首批数据点。</translation>
    </message>
    <message>
        <source>No pair&apos;s verdict changed</source>
        <translation>没有偏好对的判定改变</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs, those where most seeds agree first</source>
        <translation>
            <numerusform>%Ln 个偏好对，种子最一致的在前</numerusform>
        </translation>
    </message>
    <message>
        <source>The open index does not hold the pair &quot;%1&quot;.</source>
        <translation>打开的索引中没有偏好对“%1”。</translation>
    </message>
    <message>
        <source>Index the evaluation data set to look at its pairs.</source>
        <translation>请为评估数据集构建索引以查看其偏好对。</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>No experiment yet</source>
        <translation>还没有实验</translation>
    </message>
    <message>
        <source>Accuracy against the share of changed pairs, with intervals and tests, appears here once a sweep has evaluated its first models.</source>
        <translation>扫描实验评估完首批模型后，这里会显示准确率随改动偏好对占比的变化，以及区间和检验。</translation>
    </message>
    <message>
        <source>Compose an experiment</source>
        <translation>设计实验</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描实验</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Report (HTML)…</source>
        <translation>报告 (HTML)…</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>表格 (CSV)…</translation>
    </message>
    <message>
        <source>Everything (JSON)…</source>
        <translation>全部内容 (JSON)…</translation>
    </message>
    <message>
        <source>Chart as picture (PNG)…</source>
        <translation>图表存为图片 (PNG)…</translation>
    </message>
    <message>
        <source>Chart as drawing (SVG)…</source>
        <translation>图表存为矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Chart as document (PDF)…</source>
        <translation>图表存为文档 (PDF)…</translation>
    </message>
    <message>
        <source>Accuracy and paired tests</source>
        <translation>准确率与配对检验</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>绘制内容</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Share of right verdicts</source>
        <translation>判定正确的占比</translation>
    </message>
    <message>
        <source>Points above or below the baseline</source>
        <translation>高于或低于基线的百分点</translation>
    </message>
    <message>
        <source>Each &amp;seed</source>
        <translation>各个种子(&amp;S)</translation>
    </message>
    <message>
        <source>Every model as a faint dot</source>
        <translation>每个模型显示为浅色点</translation>
    </message>
    <message>
        <source>&amp;All sections in the table</source>
        <translation>表格显示所有类别(&amp;A)</translation>
    </message>
    <message>
        <source>Model whose changed verdicts are listed</source>
        <translation>列出其判定变化的模型</translation>
    </message>
    <message>
        <source>Changed verdicts</source>
        <translation>改变的判定</translation>
    </message>
    <message>
        <source>Pairs whose verdict changed</source>
        <translation>判定改变的偏好对</translation>
    </message>
    <message>
        <source>Enter or double click shows the pair</source>
        <translation>按 Enter 或双击可显示该偏好对</translation>
    </message>
</context>
<context>
    <name>saferscope::SaferCallDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在启动…</translation>
    </message>
</context>
<context>
    <name>saferscope::SecretStore</name>
    <message>
        <source>the keyring was not unlocked</source>
        <translation>密钥环未解锁</translation>
    </message>
    <message>
        <source>this computer has no keyring service</source>
        <translation>此计算机没有密钥环服务</translation>
    </message>
    <message>
        <source>no keyring service answers</source>
        <translation>密钥环服务没有响应</translation>
    </message>
    <message>
        <source>this program was built without one</source>
        <translation>此程序构建时未包含密钥环支持</translation>
    </message>
</context>
<context>
    <name>saferscope::SessionKeeper</name>
    <message>
        <source>It did so again each time its window was restored, so this time it starts empty. Nothing that was saved is lost, and what was half typed is kept.</source>
        <translation>每次恢复窗口时都会再次出错，因此这次以空窗口启动。已保存的内容都没有丢失，未输完的内容也已保留。</translation>
    </message>
    <message>
        <source>No workspace was open.</source>
        <translation>当时没有打开工作区。</translation>
    </message>
    <message>
        <source>Everything that was saved is there, and the window shows what it showed then.</source>
        <translation>已保存的内容都在，窗口显示的也是当时的内容。</translation>
    </message>
    <message>
        <source>Everything that was saved is there, the window shows what it showed then, and what was half typed is in its field again: it is not saved yet.</source>
        <translation>已保存的内容都在，窗口显示的也是当时的内容，未输完的文字已回到输入框中，但尚未保存。</translation>
    </message>
    <message>
        <source>There is no report: it was ended from outside, or the computer went down.</source>
        <translation>没有报告：程序被外部终止，或计算机关机了。</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>显示报告</translation>
    </message>
    <message>
        <source>Report of the fault</source>
        <translation>故障报告</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Restore it all the same</source>
        <translation>仍要恢复</translation>
    </message>
    <message>
        <source>Saferscope ended unexpectedly last time.</source>
        <translation>Saferscope 上次意外退出。</translation>
    </message>
    <message>
        <source>There was not enough memory for this.</source>
        <translation>内存不足，无法完成此操作。</translation>
    </message>
    <message>
        <source>This action failed.</source>
        <translation>此操作失败。</translation>
    </message>
    <message>
        <source>It was given up; nothing else was lost. Close what is not needed and try again.</source>
        <translation>操作已放弃，其他内容没有丢失。请关闭不需要的内容后重试。</translation>
    </message>
    <message>
        <source>It was given up; nothing else was lost. The log says which part of the program it was.</source>
        <translation>操作已放弃，其他内容没有丢失。日志中记录了出错的程序部分。</translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringEffectModel</name>
    <message numerus="yes">
        <source>%1: %Ln pairs, %2 right without the profile, %3 with it</source>
        <translation>
            <numerusform>%1：%Ln 个偏好对，无此配置时 %2 正确，有时 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>&lt; 0.001</source>
        <translation>&lt; 0.001</translation>
    </message>
    <message>
        <source>Accuracy with the profile less accuracy without, in percentage points</source>
        <translation>使用配置与不用配置的准确率之差，以百分点计</translation>
    </message>
    <message>
        <source>Exact McNemar test of equal accuracy; sections are adjusted for their number (Holm)</source>
        <translation>准确率相等的 McNemar 精确检验；各类别按数量校正 (Holm)</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>不用配置</translation>
    </message>
    <message>
        <source>With</source>
        <translation>使用配置</translation>
    </message>
    <message>
        <source>Points (95 % CI)</source>
        <translation>百分点（95% 置信区间）</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringFactorsModel</name>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringFeatureFields</name>
    <message>
        <source>all tokens</source>
        <translation>全部词元</translation>
    </message>
    <message>
        <source>tokens of the answers</source>
        <translation>回答的词元</translation>
    </message>
    <message>
        <source>sentence ends</source>
        <translation>句末</translation>
    </message>
    <message>
        <source>sentence ends of the answers</source>
        <translation>回答的句末</translation>
    </message>
    <message>
        <source>17, 42, 108</source>
        <translation>17, 42, 108</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln features of the SAE</source>
        <translation>
            <numerusform>SAE 的全部 %Ln 个特征</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept features (%Ln strongest at %1)</source>
        <translation>
            <numerusform>保留特征（%1处最强的 %Ln 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Set %1 (%2)</source>
        <translation>特征集 %1 (%2)</translation>
    </message>
    <message>
        <source>Typed numbers</source>
        <translation>手动输入编号</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>all features</source>
        <translation>全部特征</translation>
    </message>
    <message>
        <source>kept features</source>
        <translation>保留特征</translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringListModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringPanel</name>
    <message>
        <source>From the set %1</source>
        <translation>来自特征集 %1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>Fitted on %1 trusted pairs of %2 (%3). On %4 held-out ones: %5 right before, %6 after.</source>
        <translation>用 %2 的 %1 个可信偏好对拟合（%3）。在留出的 %4 个上：之前 %5 正确，之后 %6。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln 个特征</numerusform>
        </translation>
    </message>
    <message>
        <source>set %1</source>
        <translation>特征集 %1</translation>
    </message>
    <message>
        <source>So few pairs are unreliable: measure it on others.</source>
        <translation>偏好对太少，结果不可靠：请在其他偏好对上测量。</translation>
    </message>
    <message>
        <source>They also chose when to stop: measure it on others.</source>
        <translation>这些偏好对也用于决定何时停止：请在其他偏好对上测量。</translation>
    </message>
    <message>
        <source>Build an index on the Overview page first.</source>
        <translation>请先在“概览”页构建索引。</translation>
    </message>
    <message>
        <source>A profile that changes the kept features, a set or single features (Ctrl+N)</source>
        <translation>新建一个配置，改动保留特征、特征集或单个特征 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Find a factor for each feature that makes trusted pairs right</source>
        <translation>为每个特征求一个系数，使可信偏好对判定正确</translation>
    </message>
    <message>
        <source>a model that is not in this workspace</source>
        <translation>不在此工作区中的模型</translation>
    </message>
    <message>
        <source>Made for no particular model</source>
        <translation>不针对特定模型</translation>
    </message>
    <message>
        <source>Made for %1</source>
        <translation>针对 %1</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>位于%1</translation>
    </message>
    <message>
        <source>This profile adds the same vector at every token, so it can be folded into the model&apos;s weights.</source>
        <translation>此配置在每个词元处加上相同的向量，因此可以并入模型权重。</translation>
    </message>
    <message>
        <source>This profile depends on the token, so it cannot be folded into the weights; “safer evaluate --steer” applies it.</source>
        <translation>此配置随词元而变，因此不能并入权重；可用“safer evaluate --steer”应用。</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z) takes it back.</source>
        <translation>撤销 (Ctrl+Z) 可恢复。</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤销。</translation>
    </message>
    <message>
        <source>The profile %1 is saved.</source>
        <translation>配置 %1 已保存。</translation>
    </message>
    <message>
        <source>Renamed to %1.</source>
        <translation>已重命名为 %1。</translation>
    </message>
    <message>
        <source>The profile %1 is deleted.</source>
        <translation>配置 %1 已删除。</translation>
    </message>
    <message>
        <source>The new value is saved.</source>
        <translation>新数值已保存。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Rename the profile</source>
        <translation>重命名配置</translation>
    </message>
    <message>
        <source>What it measured stays with it.</source>
        <translation>其测量结果会一并保留。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Export the profile</source>
        <translation>导出配置</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Import a profile</source>
        <translation>导入配置</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Fitting %1</source>
        <translation>正在拟合 %1</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>No feature is changed: no factor made the held-out pairs better.</source>
        <translation>没有改动任何特征：没有系数能改善留出的偏好对。</translation>
    </message>
    <message>
        <source>Try more trusted pairs, or all features instead of a set.</source>
        <translation>请尝试更多可信偏好对，或用全部特征代替特征集。</translation>
    </message>
    <message>
        <source>The profile %1 is fitted.</source>
        <translation>配置 %1 已拟合。</translation>
    </message>
    <message>
        <source>Measure it on pairs that were not used to fit it.</source>
        <translation>请在未用于拟合的偏好对上测量。</translation>
    </message>
    <message>
        <source>Nothing to steer yet</source>
        <translation>还没有可引导的内容</translation>
    </message>
    <message>
        <source>A steering profile scales features of an SAE. Train a reward model and an SAE and build an index of them on the Overview page.</source>
        <translation>引导配置用于缩放 SAE 的特征。请在“概览”页训练奖励模型和 SAE，并用它们构建索引。</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Read a profile from a JSON file</source>
        <translation>从 JSON 文件读取配置</translation>
    </message>
    <message>
        <source>Fit on trusted pairs…</source>
        <translation>用可信偏好对拟合…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last change back (Ctrl+Z)</source>
        <translation>撤销上一次改动 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Steering profiles</source>
        <translation>引导配置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop fitting; nothing is saved</source>
        <translation>停止拟合；不保存任何内容</translation>
    </message>
    <message>
        <source>No steering profile yet</source>
        <translation>还没有引导配置</translation>
    </message>
    <message>
        <source>Make one with New…, fit one on pairs you trust, or change features of a pair and save them from the One pair tab.</source>
        <translation>点击“新建…”创建，用您信任的偏好对拟合，或在“单个偏好对”标签页中改动特征后保存。</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>F2 in the list</source>
        <translation>列表中按 F2</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制副本</translation>
    </message>
    <message>
        <source>A copy to change</source>
        <translation>创建可修改的副本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete in the list; it can be taken back</source>
        <translation>列表中按 Delete；可以撤销</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the profile to a JSON file</source>
        <translation>将配置写入 JSON 文件</translation>
    </message>
    <message>
        <source>Changes of the profile</source>
        <translation>配置中的改动</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Evaluate the model on the data set with and without the profile</source>
        <translation>在数据集上分别评估使用和不用此配置的模型</translation>
    </message>
    <message>
        <source>Accuracy with and without the profile</source>
        <translation>使用与不用配置的准确率</translation>
    </message>
    <message>
        <source>Verdicts turned right: %1, wrong: %2. Mean margin: %3 without the profile, %4 with it.</source>
        <translation>判定改为正确：%1，改为错误：%2。平均奖励差：不用配置 %3，使用配置 %4。</translation>
    </message>
    <message>
        <source>No change of accuracy beyond chance over all pairs.</source>
        <translation>就全部偏好对而言，准确率的变化未超出随机波动。</translation>
    </message>
    <message>
        <source>Measuring needs a reward model and a data set: import them on the Overview page.</source>
        <translation>测量需要奖励模型和数据集：请在“概览”页导入。</translation>
    </message>
    <message>
        <source>It was fitted on pairs of this data set: choose another one.</source>
        <translation>此配置是用该数据集的偏好对拟合的：请选择其他数据集。</translation>
    </message>
    <message>
        <source>Not measured on this data set yet.</source>
        <translation>尚未在此数据集上测量。</translation>
    </message>
    <message>
        <source>Reading the verdicts…</source>
        <translation>正在读取判定…</translation>
    </message>
    <message>
        <source>Measuring: the table appears when both evaluations are done.</source>
        <translation>正在测量：两次评估都完成后会显示表格。</translation>
    </message>
    <message>
        <source>The evaluation without the profile is missing: measure again.</source>
        <translation>缺少不用配置的评估：请重新测量。</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>转到概览</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>撤销上次改动</translation>
    </message>
    <message>
        <source>New steering profile</source>
        <translation>新建引导配置</translation>
    </message>
    <message>
        <source>Delete the profile</source>
        <translation>删除配置</translation>
    </message>
    <message>
        <source>New profile…</source>
        <translation>新建身份…</translation>
    </message>
</context>
<context>
    <name>saferscope::Story</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>What the model prefers</source>
        <translation>模型偏好什么</translation>
    </message>
    <message>
        <source>A sparse autoencoder takes layer %1 apart into %2 features, of which %3 fire at a time. It leaves %4 of the variance unexplained.</source>
        <translation>稀疏自编码器将第 %1 层分解为 %2 个特征，每次激活 %3 个。有 %4 的方差未被解释。</translation>
    </message>
    <message>
        <source>Put back in its place, the model still prefers the chosen answer in %1.</source>
        <translation>放回原处后，模型仍在 %1 的情况下偏好优选回答。</translation>
    </message>
    <message>
        <source>Opening the box</source>
        <translation>打开黑箱</translation>
    </message>
    <message>
        <source>feature %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 (contrast %2)</source>
        <translation>%1（对比度 %2）</translation>
    </message>
    <message>
        <source>The features that tell the answers apart</source>
        <translation>区分回答的特征</translation>
    </message>
    <message>
        <source>These fire more in chosen (+) or in rejected answers (−): %1. Below are the texts in which the first of them fires most.</source>
        <translation>这些特征在优选回答（+）或拒选回答（−）中激活更多：%1。下面是第一个特征激活最强的文本。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>People rated %Ln features by how much they have to do with safety.</source>
        <translation>
            <numerusform>评分者按与安全的相关程度为 %Ln 个特征评了分。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A judge rated %Ln.</source>
        <comment>features</comment>
        <translation>
            <numerusform>评判模型评了 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Both agree with a weighted kappa of %1 (1 is perfect, 0 is chance).</source>
        <translation>两者一致性的加权 kappa 为 %1（1 为完全一致，0 为随机）。</translation>
    </message>
    <message>
        <source>What people say</source>
        <translation>评分者怎么说</translation>
    </message>
    <message>
        <source>Flip %1 of the training pairs, those that %2 picks, and train again: %3 goes from %4 to %5 % (%6 points, 95 % CI %7).</source>
        <translation>翻转 %1 的训练偏好对（由%2选出）并重新训练：%3 从 %4 变为 %5%（%6 个百分点，95% 置信区间 %7）。</translation>
    </message>
    <message>
        <source>Drop %1 of the training pairs, those that %2 picks, and train again: %3 goes from %4 to %5 % (%6 points, 95 % CI %7).</source>
        <translation>去掉 %1 的训练偏好对（由%2选出）并重新训练：%3 从 %4 变为 %5%（%6 个百分点，95% 置信区间 %7）。</translation>
    </message>
    <message>
        <source>That is no clear change: chance alone may do as much.</source>
        <translation>变化不明显：偶然也可能造成这样的结果。</translation>
    </message>
    <message>
        <source>Poison: few pairs, large harm</source>
        <translation>投毒：少量偏好对，危害很大</translation>
    </message>
    <message>
        <source>Denoise: fewer pairs, better</source>
        <translation>去噪：更少偏好对，效果更好</translation>
    </message>
    <message>
        <source>what the model prefers</source>
        <translation>模型偏好什么</translation>
    </message>
    <message>
        <source>how good the autoencoder is</source>
        <translation>自编码器的质量</translation>
    </message>
    <message>
        <source>the strongest features</source>
        <translation>最强的特征</translation>
    </message>
    <message>
        <source>the ratings of people</source>
        <translation>评分者的评分</translation>
    </message>
    <message>
        <source>poisoning</source>
        <translation>投毒</translation>
    </message>
    <message>
        <source>denoising</source>
        <translation>去噪</translation>
    </message>
    <message>
        <source>Do the features cause it?</source>
        <translation>是这些特征造成的吗？</translation>
    </message>
    <message>
        <source>the causal check</source>
        <translation>因果检验</translation>
    </message>
    <message>
        <source>That is the story</source>
        <translation>故事到此为止</translation>
    </message>
    <message>
        <source>Every number was read from the open workspace. Esc ends the presentation.</source>
        <translation>每个数字都取自打开的工作区。按 Esc 结束演示。</translation>
    </message>
    <message>
        <source>Left out, as this workspace has no data for it: %1.</source>
        <translation>因工作区没有相应数据而略去：%1。</translation>
    </message>
    <message numerus="yes">
        <source>The reward model prefers the answer that people chose in %1 of %Ln pairs.</source>
        <translation>
            <numerusform>奖励模型在 %Ln 个偏好对的 %1 中偏好人选中的回答。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reward model %1 prefers the answer that people chose in %2 of %Ln pairs.</source>
        <translation>
            <numerusform>奖励模型 %1 在 %Ln 个偏好对的 %2 中偏好人选中的回答。</numerusform>
        </translation>
    </message>
    <message>
        <source>Why it does, its reward alone does not say.</source>
        <translation>仅凭奖励看不出原因。</translation>
    </message>
</context>
<context>
    <name>saferscope::StoryBar</name>
    <message>
        <source>Guided walk</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Show texts</source>
        <translation>显示文本</translation>
    </message>
    <message>
        <source>Show or cover the texts of the data (F6)</source>
        <translation>显示或遮盖数据文本（F6）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Left or Page Up</source>
        <translation>左方向键或 Page Up</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Right or Page Down</source>
        <translation>右方向键或 Page Down</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Reading the workspace…</source>
        <translation>正在读取工作区…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>saferscope::StrategyList</name>
    <message>
        <source>highest first</source>
        <translation>从高到低</translation>
    </message>
    <message>
        <source>lowest first</source>
        <translation>从低到高</translation>
    </message>
    <message>
        <source>score_safe: the signs of the chosen features, %1</source>
        <translation>score_safe：所选特征的符号，%1</translation>
    </message>
    <message>
        <source>score_safe with each feature&apos;s contrast as weight, %1</source>
        <translation>score_safe：以各特征的对比度为权重，%1</translation>
    </message>
    <message>
        <source>score_safe of features that people rated 4 or more, %1</source>
        <translation>score_safe：人工评分 4 分及以上的特征，%1</translation>
    </message>
    <message>
        <source>Reward margin, highest first: where the model is surest of the label</source>
        <translation>奖励差，从高到低：模型对标签最确定处</translation>
    </message>
    <message>
        <source>Reward margin, lowest first: where the model doubts the label</source>
        <translation>奖励差，从低到高：模型怀疑标签处</translation>
    </message>
    <message>
        <source>Bradley-Terry loss, %1</source>
        <translation>Bradley-Terry 损失，%1</translation>
    </message>
    <message>
        <source>Size of the margin, whichever way it points: surest first</source>
        <translation>奖励差的绝对值，不论方向：最确定的在前</translation>
    </message>
    <message>
        <source>Size of the margin, whichever way it points: least sure first</source>
        <translation>奖励差的绝对值，不论方向：最不确定的在前</translation>
    </message>
    <message>
        <source>Drawn by the seed: the baseline for all others</source>
        <translation>按随机种子抽取：其他策略的比较基准</translation>
    </message>
    <message>
        <source>A judge&apos;s score of the answers in the data, %1</source>
        <translation>评判模型给数据中回答的得分，%1</translation>
    </message>
    <message>
        <source>Strategies</source>
        <translation>策略</translation>
    </message>
    <message numerus="yes">
        <source>%n strategies cannot be chosen yet. %1</source>
        <translation>
            <numerusform>还有 %n 个策略不能选择。%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::StrategyLook</name>
    <message>
        <source>SAFER</source>
        <translation>SAFER</translation>
    </message>
    <message>
        <source>SAFER, weighted</source>
        <translation>SAFER 加权</translation>
    </message>
    <message>
        <source>SAFER, confirmed by people</source>
        <translation>SAFER 人工确认</translation>
    </message>
    <message>
        <source>Margin, largest first</source>
        <translation>奖励差最大优先</translation>
    </message>
    <message>
        <source>Margin, smallest first</source>
        <translation>奖励差最小优先</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>确定度</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Judge&apos;s score</source>
        <translation>评判模型得分</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyChart</name>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save as %1…</source>
        <translation>另存为 %1…</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>causal-chart</source>
        <translation>causal-chart</translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyFull</name>
    <message>
        <source>Test a set of features</source>
        <translation>测试特征集</translation>
    </message>
    <message>
        <source>Is the set needed, is it enough, would other features have done it, and what does each feature do alone? The run measures all of it on the same pairs, with 95 % intervals.</source>
        <translation>该特征集是否必要、是否充分？换成其他特征也会如此吗？每个特征单独的作用是什么？此次运行会在相同的偏好对上测量这一切，并给出 95% 区间。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>So many sets drawn at random, and as many that fire about as often as the set</source>
        <translation>随机抽取的集合数量，另取同样数量、激活频率与该特征集相近的集合</translation>
    </message>
    <message>
        <source>So many of the strongest features are ablated one by one</source>
        <translation>最强的这些特征会被逐个消融</translation>
    </message>
    <message>
        <source>The set is scaled by each of these factors; 1 changes nothing. Empty = no curve</source>
        <translation>特征集会依次按这些系数缩放；1 表示不变。留空则不画曲线</translation>
    </message>
    <message>
        <source>Activation × gradient</source>
        <translation>激活 × 梯度</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Its guess of every single feature is compared with what ablating it does</source>
        <translation>把它对每个特征的估计与实际消融的效果相比较</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>显卡 (CUDA)</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Pairs at most</source>
        <translation>偏好对上限</translation>
    </message>
    <message>
        <source>Control sets of each kind</source>
        <translation>每类对照集数量</translation>
    </message>
    <message>
        <source>Single features</source>
        <translation>单个特征</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>归因</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行设备</translation>
    </message>
    <message>
        <source>Doses</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>&amp;Start the test</source>
        <translation>开始测试(&amp;S)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Kept features (%1)</source>
        <translation>保留特征 (%1)</translation>
    </message>
    <message>
        <source>Set %1 (%2)</source>
        <translation>特征集 %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln pairs)</source>
        <translation>
            <numerusform>%1（%Ln 个偏好对）</numerusform>
        </translation>
    </message>
    <message>
        <source>Build an index on the Overview page first: it names the features and the model.</source>
        <translation>请先在“概览”页构建索引：由它确定特征和模型。</translation>
    </message>
    <message>
        <source>Import preference pairs on the Overview page.</source>
        <translation>请在“概览”页导入偏好对。</translation>
    </message>
    <message>
        <source>This set has no feature.</source>
        <translation>此特征集没有特征。</translation>
    </message>
    <message>
        <source>Doses are numbers with spaces between them, such as 0 0.5 2.</source>
        <translation>剂量是以空格分隔的数字，例如 0 0.5 2。</translation>
    </message>
    <message>
        <source>%1 changes × %2 pairs = %3 passes through the layers above the SAE</source>
        <translation>%1 项改动 × %2 个偏好对 = %3 次前向计算（SAE 以上各层）</translation>
    </message>
    <message>
        <source>, at most %1 at the speed of the last quick look</source>
        <translation>，按上次快速查看的速度最多需 %1</translation>
    </message>
    <message>
        <source>. Pairs in which nothing fires that is changed cost nothing.</source>
        <translation>。没有被改动特征激活的偏好对不耗时间。</translation>
    </message>
    <message>
        <source>The test is started.</source>
        <translation>测试已启动。</translation>
    </message>
    <message>
        <source>Results opens it when it is done.</source>
        <translation>完成后可在“结果”中打开。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Show results</source>
        <translation>显示结果</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>its process is gone</source>
        <translation>其进程已不存在</translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyKeep</name>
    <message>
        <source>&amp;Keep result…</source>
        <translation>保留结果(&amp;K)…</translation>
    </message>
    <message>
        <source>Under a name, on the Kept tab, to compare and export it later</source>
        <translation>命名后保存到“已保留”标签页，以便日后比较和导出</translation>
    </message>
    <message>
        <source>Name of the kept result</source>
        <translation>保留结果的名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note, in your own words (may stay empty)</source>
        <translation>备注，用您自己的话写（可留空）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyQuick</name>
    <message>
        <source>Spread evenly over the data set; the first answer takes as long as the model needs to read them</source>
        <translation>在数据集中均匀抽取；首次结果需等待模型读完这些偏好对</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Pairs at most</source>
        <translation>偏好对上限</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What does a change do to a whole data set?</source>
        <translation>一项改动对整个数据集有何影响？</translation>
    </message>
    <message>
        <source>Choose features and a change, then measure. The first answer takes a while: the model reads the pairs once. After that every move of the slider is answered at once.</source>
        <translation>选择特征和改动，然后测量。首次结果需要一些时间：模型要把偏好对读一遍。之后每次移动滑块都会立即得出结果。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The table of sections as CSV or JSON; the chart&apos;s own menu saves the picture</source>
        <translation>将类别表导出为 CSV 或 JSON；图片可从图表自身的菜单保存</translation>
    </message>
    <message>
        <source>Effect per section</source>
        <translation>各类别的效应</translation>
    </message>
    <message>
        <source>Pairs that change most</source>
        <translation>变化最大的偏好对</translation>
    </message>
    <message>
        <source>Enter or double click opens the pair on the One pair tab</source>
        <translation>按 Enter 或双击可在“单个偏好对”标签页中打开</translation>
    </message>
    <message>
        <source>Show on the Pairs page</source>
        <translation>在“偏好对”页显示</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln pairs)</source>
        <translation>
            <numerusform>%1（%Ln 个偏好对）</numerusform>
        </translation>
    </message>
    <message>
        <source>Preparing the pairs</source>
        <translation>正在准备偏好对</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs</source>
        <translation>
            <numerusform>%1 / %Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message>
        <source>Import preference pairs and build an index on the Overview page first.</source>
        <translation>请先在“概览”页导入偏好对并构建索引。</translation>
    </message>
    <message>
        <source>%1 s, from what the model had read before</source>
        <translation>%1 秒，利用模型之前读取的内容</translation>
    </message>
    <message>
        <source>%1 s, the model&apos;s first reading included</source>
        <translation>%1 秒，含模型的首次读取</translation>
    </message>
    <message>
        <source>What “%1” does to the margin</source>
        <translation>“%1”对奖励差的作用</translation>
    </message>
    <message>
        <source>Margin (chosen minus rejected reward) with the change minus without it, the same pairs of %1 both times.</source>
        <translation>有改动时与无改动时的奖励差（优选减拒选）之差，两次使用 %1 中相同的偏好对。</translation>
    </message>
    <message>
        <source>now right</source>
        <translation>改为正确</translation>
    </message>
    <message>
        <source>now wrong</source>
        <translation>改为错误</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Δ margin</source>
        <translation>Δ 奖励差</translation>
    </message>
    <message>
        <source>before</source>
        <translation>改动前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>改动后</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>The open index does not hold the pair “%1”.</source>
        <translation>打开的索引中没有偏好对“%1”。</translation>
    </message>
    <message>
        <source>Open it on the One pair tab, or index its data set.</source>
        <translation>请在“单个偏好对”标签页中打开，或为其数据集构建索引。</translation>
    </message>
    <message>
        <source>Kept as “%1”.</source>
        <translation>已保留为“%1”。</translation>
    </message>
    <message>
        <source>The Kept tab compares and exports it.</source>
        <translation>可在“已保留”标签页中比较和导出。</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>effect.csv</source>
        <translation>effect.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json);;Tab-separated (*.tsv)</source>
        <translation>CSV (*.csv);;JSON (*.json);;制表符分隔 (*.tsv)</translation>
    </message>
    <message>
        <source>The table cannot be saved: %1</source>
        <translation>无法保存表格：%1</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
</context>
<context>
    <name>saferscope::SurveySubject</name>
    <message>
        <source>17, 42, 103</source>
        <translation>17, 42, 103</translation>
    </message>
    <message>
        <source>Numbers of the features</source>
        <translation>特征编号</translation>
    </message>
    <message>
        <source>Ablate</source>
        <translation>消融</translation>
    </message>
    <message>
        <source>Keep only these</source>
        <translation>仅保留这些</translation>
    </message>
    <message>
        <source>Scale by</source>
        <translation>缩放为</translation>
    </message>
    <message>
        <source>Clamp to</source>
        <translation>固定为</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>Every other feature is ablated</source>
        <translation>消融其余所有特征</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Kept features (%1)</source>
        <translation>保留特征 (%1)</translation>
    </message>
    <message>
        <source>Set %1 (%2)</source>
        <translation>特征集 %1 (%2)</translation>
    </message>
    <message>
        <source>By number…</source>
        <translation>按编号…</translation>
    </message>
    <message>
        <source>From another tab: %1</source>
        <translation>来自其他标签页：%1</translation>
    </message>
    <message>
        <source>“%1” is no feature of this SAE: type numbers from 0 to %2.</source>
        <translation>“%1”不是此 SAE 的特征：请输入 0 到 %2 的编号。</translation>
    </message>
    <message>
        <source>Type the numbers of the features to change.</source>
        <translation>请输入要改动的特征编号。</translation>
    </message>
    <message>
        <source>This set has no feature.</source>
        <translation>此特征集没有特征。</translation>
    </message>
    <message>
        <source>The intervention changes nothing.</source>
        <translation>此干预不产生任何改变。</translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyTable</name>
    <message numerus="yes">
        <source>the set of %Ln features</source>
        <translation>
            <numerusform>%Ln 个特征组成的特征集</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the set “%1” (%Ln features)</source>
        <translation>
            <numerusform>特征集“%1”（%Ln 个特征）</numerusform>
        </translation>
    </message>
    <message>
        <source>Set ablated: is it needed?</source>
        <translation>消融特征集：它是否必要？</translation>
    </message>
    <message>
        <source>All else ablated: is it enough?</source>
        <translation>消融其余全部：它是否充分？</translation>
    </message>
    <message>
        <source>SAE&apos;s reconstruction alone: how faithful is the SAE?</source>
        <translation>仅用 SAE 重建：SAE 有多忠实？</translation>
    </message>
    <message>
        <source>Where %1 matters</source>
        <translation>%1在何处起作用</translation>
    </message>
    <message>
        <source>This run measured neither the set nor what is left without it.</source>
        <translation>此次运行既未测量该特征集，也未测量去掉它之后的部分。</translation>
    </message>
    <message>
        <source>Ablating the set moves the margin further than %1.</source>
        <translation>消融该特征集引起的奖励差变化超过了%1。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>Would any features have done it? %1</source>
        <translation>换成任意特征也会如此吗？%1</translation>
    </message>
    <message>
        <source>The bars are sets as large as %1, drawn among the other features and ablated on the same pairs; the line is the set itself.</source>
        <translation>柱形表示与%1大小相同的集合，从其他特征中抽取，并在相同的偏好对上消融；竖线表示该特征集本身。</translation>
    </message>
    <message>
        <source>mean change of the margin when the set is ablated (reward units)</source>
        <translation>消融集合时奖励差的平均变化（奖励单位）</translation>
    </message>
    <message>
        <source>number of control sets</source>
        <translation>对照集数量</translation>
    </message>
    <message>
        <source>This run had no control sets.</source>
        <translation>此次运行没有对照集。</translation>
    </message>
    <message>
        <source>random sets</source>
        <translation>随机集</translation>
    </message>
    <message>
        <source>fire about as often</source>
        <translation>激活频率相近</translation>
    </message>
    <message>
        <source>the set: %1</source>
        <translation>特征集：%1</translation>
    </message>
    <message>
        <source>More of it, less of it: %1</source>
        <translation>增强与减弱：%1</translation>
    </message>
    <message>
        <source>Every activation of %1 is multiplied by the factor; 0 ablates the set, 1 leaves the model as it is. The band is the 95 % interval over the same pairs.</source>
        <translation>%1的每个激活值都乘以该系数：0 消融特征集，1 保持模型原样。色带是在相同偏好对上的 95% 区间。</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>mean change of the margin (reward units)</source>
        <translation>奖励差的平均变化（奖励单位）</translation>
    </message>
    <message>
        <source>This run measured no doses.</source>
        <translation>此次运行没有测量剂量。</translation>
    </message>
    <message>
        <source>Factor 1: the model as it is</source>
        <translation>系数 1：模型原样</translation>
    </message>
    <message>
        <source>Factor %1 – %2</source>
        <translation>系数 %1 – %2</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Activation × gradient</source>
        <translation>激活 × 梯度</translation>
    </message>
    <message>
        <source>The guess says nothing reliable about what a feature does.</source>
        <translation>该估计不能可靠地反映特征的作用。</translation>
    </message>
    <message>
        <source>The guess points the wrong way.</source>
        <translation>该估计的方向是反的。</translation>
    </message>
    <message>
        <source>The guess is a weak guide to what a feature does.</source>
        <translation>该估计只能勉强反映特征的作用。</translation>
    </message>
    <message>
        <source>The guess is a rough guide to what a feature does.</source>
        <translation>该估计能大致反映特征的作用。</translation>
    </message>
    <message>
        <source>The guess is a good guide to what a feature does.</source>
        <translation>该估计能很好地反映特征的作用。</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %Ln features: Pearson %2 (95 % CI %3), Spearman %4 (95 % CI %5); the sign is right for %6 of the features that have an effect. %7</source>
        <translation>
            <numerusform>%1，%Ln 个特征：Pearson %2（95% 置信区间 %3），Spearman %4（95% 置信区间 %5）；有效应的特征中 %6 符号正确。%7</numerusform>
        </translation>
    </message>
    <message>
        <source>Does attribution foresee what a feature does?</source>
        <translation>归因能否预见特征的作用？</translation>
    </message>
    <message>
        <source>guessed change of the margin when the feature is ablated (reward units)</source>
        <translation>消融特征时奖励差变化的估计值（奖励单位）</translation>
    </message>
    <message>
        <source>measured change of the margin (reward units)</source>
        <translation>奖励差变化的实测值（奖励单位）</translation>
    </message>
    <message>
        <source>This run compared no attribution: choose a method and single features when a test is started.</source>
        <translation>此次运行没有比较归因：启动测试时请选择归因方法和单个特征。</translation>
    </message>
    <message numerus="yes">
        <source>Feature %1%2: guessed %3, measured %4, fires in %Ln pairs</source>
        <translation>
            <numerusform>特征 %1%2：估计 %3，实测 %4，在 %Ln 个偏好对中激活</numerusform>
        </translation>
    </message>
    <message>
        <source>Set ablated</source>
        <translation>消融特征集</translation>
    </message>
    <message>
        <source>All else ablated</source>
        <translation>消融其余全部</translation>
    </message>
    <message>
        <source>Reconstruction alone</source>
        <translation>仅重建</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>One feature ablated</source>
        <translation>消融单个特征</translation>
    </message>
    <message>
        <source>Random set</source>
        <translation>随机集</translation>
    </message>
    <message>
        <source>Density-matched set</source>
        <translation>密度匹配集</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Δ margin</source>
        <translation>Δ 奖励差</translation>
    </message>
    <message>
        <source>Mean change of chosen minus rejected reward</source>
        <translation>优选与拒选奖励之差的平均变化</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>Δ / spread</source>
        <translation>Δ / 标准差</translation>
    </message>
    <message>
        <source>Change of the margin in standard deviations of the margin before</source>
        <translation>奖励差的变化，以改动前奖励差的标准差为单位</translation>
    </message>
    <message>
        <source>Accuracy before</source>
        <translation>改动前准确率</translation>
    </message>
    <message>
        <source>after</source>
        <translation>改动后</translation>
    </message>
    <message>
        <source>Now right</source>
        <translation>改为正确</translation>
    </message>
    <message>
        <source>Now wrong</source>
        <translation>改为错误</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已改变</translation>
    </message>
    <message>
        <source>Pairs in which anything fired that was changed</source>
        <translation>其中有被改动特征激活的偏好对</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>That the change names</source>
        <translation>改动所指定的特征数</translation>
    </message>
    <message>
        <source>Reward correlation</source>
        <translation>奖励相关</translation>
    </message>
    <message>
        <source>Pearson of all rewards before and after</source>
        <translation>改动前后全部奖励的 Pearson 相关</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Mean change of the margin over all pairs when the feature is ablated</source>
        <translation>消融该特征时，奖励差在所有偏好对上的平均变化</translation>
    </message>
    <message>
        <source>Guessed</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>The same by attribution</source>
        <translation>由归因得出的同一数值</translation>
    </message>
    <message>
        <source>Within pairs</source>
        <translation>对内相关</translation>
    </message>
    <message>
        <source>Pearson of guess and measurement over the pairs in which the feature fires</source>
        <translation>在该特征激活的偏好对上，估计与实测的 Pearson 相关</translation>
    </message>
    <message>
        <source>In which the feature fires</source>
        <translation>该特征激活的偏好对数</translation>
    </message>
    <message>
        <source>LLM</source>
        <translation>LLM</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>全部偏好对</translation>
    </message>
    <message numerus="yes">
        <source>%1: margin %2 (95 % CI %3), accuracy %4 → %5, %6 of %Ln pairs changed</source>
        <translation>
            <numerusform>%1：奖励差 %2（95% 置信区间 %3），准确率 %4 → %5，%Ln 个偏好对中 %6 个改变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %Ln pairs the margin changes by %1 on average (95 % CI %2); accuracy %3 → %4, flipped verdicts: %5.</source>
        <translation>
            <numerusform>在 %Ln 个偏好对上，奖励差平均变化 %1（95% 置信区间 %2）；准确率 %3 → %4，翻转的判定：%5。</numerusform>
        </translation>
    </message>
    <message>
        <source>It moves for sure in: %1.</source>
        <translation>确有变化的类别：%1。</translation>
    </message>
    <message>
        <source>No change beyond chance in: %1.</source>
        <translation>变化未超出随机波动的类别：%1。</translation>
    </message>
    <message>
        <source>mean change of the margin (reward units), 95 % CI</source>
        <translation>奖励差的平均变化（奖励单位），95% 置信区间</translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation>尚未测量。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Share of pairs with the chosen answer ahead</source>
        <translation>优选回答得分更高的偏好对占比</translation>
    </message>
    <message>
        <source>Verdicts that flip to right</source>
        <translation>翻转为正确的判定</translation>
    </message>
    <message>
        <source>Verdicts that flip to wrong</source>
        <translation>翻转为错误的判定</translation>
    </message>
    <message>
        <source>Δ chosen</source>
        <translation>Δ 优选</translation>
    </message>
    <message>
        <source>Mean change of the chosen answer&apos;s reward</source>
        <translation>优选回答奖励的平均变化</translation>
    </message>
    <message>
        <source>Δ rejected</source>
        <translation>Δ 拒选</translation>
    </message>
    <message>
        <source>Mean change of the rejected answer&apos;s reward</source>
        <translation>拒选回答奖励的平均变化</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部词元</translation>
    </message>
    <message>
        <source>Sentence ends, as trained</source>
        <translation>句末，与训练一致</translation>
    </message>
    <message>
        <source>Both answers&apos; own text</source>
        <translation>两个回答自身的文本</translation>
    </message>
    <message>
        <source>Sentence ends of the answers</source>
        <translation>回答的句末</translation>
    </message>
    <message>
        <source>Prompt alone</source>
        <translation>仅提示</translation>
    </message>
    <message>
        <source>Chosen answer alone</source>
        <translation>仅优选回答</translation>
    </message>
    <message>
        <source>Rejected answer alone</source>
        <translation>仅拒选回答</translation>
    </message>
    <message numerus="yes">
        <source>Margin (chosen minus rejected reward) with the change minus without it, the same %Ln pairs each time. A targeted set moves its own sections and leaves the others at 0.</source>
        <translation>
            <numerusform>有改动时与无改动时的奖励差（优选减拒选）之差，每次使用相同的 %Ln 个偏好对。针对性的特征集只影响相应的类别，其余类别保持为 0。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln random sets (%2)</source>
        <translation>
            <numerusform>%Ln 个随机集中的 %1 个（%2）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln density-matched sets (%2)</source>
        <translation>
            <numerusform>%Ln 个密度匹配集中的 %1 个（%2）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SweepChoicesWords</name>
    <message>
        <source>No person has rated a feature 4 or more yet.</source>
        <translation>还没有人给任何特征评 4 分或以上。</translation>
    </message>
    <message>
        <source>No pair of the data set has a judge&apos;s score at “%1”.</source>
        <translation>数据集中没有偏好对在“%1”处有评判模型的得分。</translation>
    </message>
    <message>
        <source>Train a reward model first: every run starts from one.</source>
        <translation>请先训练奖励模型：每次运行都从一个模型开始。</translation>
    </message>
    <message>
        <source>Choose the base model that every run starts from: one that has not seen the preferences, such as a pretrained one.</source>
        <translation>请选择每次运行的起始基础模型：应未见过这些偏好，例如预训练模型。</translation>
    </message>
    <message>
        <source>Choose at least one strategy.</source>
        <translation>请至少选择一种策略。</translation>
    </message>
    <message>
        <source>Add at least one ratio.</source>
        <translation>请至少添加一个比例。</translation>
    </message>
    <message>
        <source>Choose the data set that every model is evaluated on.</source>
        <translation>请选择用于评估每个模型的数据集。</translation>
    </message>
    <message>
        <source>Evaluate on pairs that the models are not trained on.</source>
        <translation>请在模型未训练过的偏好对上评估。</translation>
    </message>
    <message>
        <source>A feature index is needed: build one on the Overview page.</source>
        <translation>需要特征索引：请在“概览”页构建。</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepFigure</name>
    <message>
        <source>%1: %2 % right, 95 % CI %3 (pairs: %4, models: %5)</source>
        <translation>%1：%2% 正确，95% 置信区间 %3（偏好对：%4，模型：%5）</translation>
    </message>
    <message>
        <source>Difference to the baseline: %1 points, 95 % CI %2; p %3, adjusted %4</source>
        <translation>与基线之差：%1 个百分点，95% 置信区间 %2；p %3，校正后 %4</translation>
    </message>
    <message>
        <source>Won back: %1</source>
        <translation>挽回：%1</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Published, %1: %2 %. %3; another model and other data.</source>
        <translation>论文结果，%1：%2%。%3；模型和数据不同。</translation>
    </message>
    <message>
        <source>Published: %1; another model and other data</source>
        <translation>论文结果：%1；模型和数据不同</translation>
    </message>
    <message>
        <source>%1: %2 %, outside this axis</source>
        <translation>%1：%2%，超出此坐标轴</translation>
    </message>
    <message>
        <source>0 = the baseline</source>
        <translation>0 = 基线</translation>
    </message>
    <message>
        <source>The axis is zoomed: it does not start at 0</source>
        <translation>坐标轴已放大：不从 0 开始</translation>
    </message>
    <message>
        <source>The axis starts at 0</source>
        <translation>坐标轴从 0 开始</translation>
    </message>
    <message>
        <source>Pairs flipped (%)</source>
        <translation>翻转的偏好对 (%)</translation>
    </message>
    <message>
        <source>Pairs dropped (%)</source>
        <translation>丢弃的偏好对 (%)</translation>
    </message>
    <message>
        <source>Difference to the baseline (points)</source>
        <translation>与基线之差（百分点）</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>准确率 (%)</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepFlipsModel</name>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>变错</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>变对</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Seeds in which it is wrong now and was right</source>
        <translation>原来正确、现在错误的种子数</translation>
    </message>
    <message>
        <source>Seeds in which it is right now and was wrong</source>
        <translation>原来错误、现在正确的种子数</translation>
    </message>
    <message>
        <source>Margin of the baseline, mean over seeds</source>
        <translation>基线的奖励差，各种子的平均值</translation>
    </message>
    <message>
        <source>Margin now, mean over seeds</source>
        <translation>现在的奖励差，各种子的平均值</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepForm</name>
    <message>
        <source>What is done to the pairs</source>
        <translation>对偏好对的操作</translation>
    </message>
    <message>
        <source>Poison</source>
        <translation>投毒</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>去噪</translation>
    </message>
    <message>
        <source>Flip pairs</source>
        <translation>翻转偏好对</translation>
    </message>
    <message>
        <source>Drop pairs</source>
        <translation>丢弃偏好对</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>RewardBench</source>
        <translation>RewardBench</translation>
    </message>
    <message>
        <source>RM-Bench</source>
        <translation>RM-Bench</translation>
    </message>
    <message>
        <source>Subsets as they are</source>
        <translation>子集原样</translation>
    </message>
    <message>
        <source>chosen for you</source>
        <translation>自动命名</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>名称(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Base model</source>
        <translation>基础模型(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Feature index</source>
        <translation>特征索引(&amp;F)</translation>
    </message>
    <message>
        <source>E&amp;valuate on</source>
        <translation>评估数据(&amp;V)</translation>
    </message>
    <message>
        <source>S&amp;uite</source>
        <translation>套件(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;ference</source>
        <translation>参照(&amp;F)</translation>
    </message>
    <message>
        <source>The data set as it was before it was spoiled: trained on as well, so that the results show how much could be won back</source>
        <translation>被污染之前的原数据集：也会用它训练，以便结果显示可以挽回多少</translation>
    </message>
    <message>
        <source>Strategies</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>at most </source>
        <translation>最多 </translation>
    </message>
    <message>
        <source>llm = 5 and stable</source>
        <translation>llm = 5 and stable</translation>
    </message>
    <message>
        <source>Each model is trained so often, with another order of the data; bands in the results show the spread</source>
        <translation>每个模型按不同的数据顺序训练的次数；结果中的色带表示其离散程度</translation>
    </message>
    <message>
        <source>&amp;Safer&apos;s features</source>
        <translation>SAFER 特征(&amp;S)</translation>
    </message>
    <message>
        <source>How &amp;many</source>
        <translation>数量(&amp;M)</translation>
    </message>
    <message>
        <source>R&amp;ule</source>
        <translation>规则(&amp;U)</translation>
    </message>
    <message>
        <source>R&amp;atios</source>
        <translation>比例(&amp;A)</translation>
    </message>
    <message>
        <source>See&amp;ds</source>
        <translation>随机种子(&amp;D)</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Chosen and rejected are swapped in the pairs a strategy picks: how much damage does the same number of wrong labels do?</source>
        <translation>策略选中的偏好对会交换优选与拒选：同样数量的错误标签会造成多大损害？</translation>
    </message>
    <message>
        <source>The pairs a strategy picks are left out: does the model get better without them?</source>
        <translation>策略选中的偏好对会被略去：没有它们，模型会变好吗？</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln pairs)</source>
        <translation>
            <numerusform>%1（%Ln 个偏好对）</numerusform>
        </translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The strongest</source>
        <translation>最强的特征</translation>
    </message>
    <message>
        <source>By a rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Set “%1”</source>
        <translation>特征集“%1”</translation>
    </message>
    <message>
        <source>Write the rule that chooses Safer&apos;s features.</source>
        <translation>请编写选择 SAFER 特征的规则。</translation>
    </message>
    <message>
        <source>This index was made of “%1”, not of “%2”: pairs that it does not hold have no score.</source>
        <translation>该索引由“%1”构建，而不是“%2”：其中没有的偏好对没有分数。</translation>
    </message>
    <message>
        <source>There is no feature index of “%1”. Build one on the Overview page: pairs that an index does not hold have no score.</source>
        <translation>“%1”没有特征索引。请在“概览”页构建：索引中没有的偏好对没有分数。</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepMatrixModel</name>
    <message>
        <source>%1 ✓</source>
        <translation>%1 ✓</translation>
    </message>
    <message numerus="yes">
        <source>%1 at %2: %Ln pairs change; models: %3</source>
        <translation>
            <numerusform>%1，%2：%Ln 个偏好对改变；模型：%3</numerusform>
        </translation>
    </message>
    <message>
        <source>, already there: %1</source>
        <translation>，已存在：%1</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepPointsModel</name>
    <message>
        <source>Pairs of the section that every seed&apos;s model judged, and how many models</source>
        <translation>该类别中每个种子的模型都判定过的偏好对数，以及模型数</translation>
    </message>
    <message>
        <source>Mean over seeds, subsets weighted as the suite says</source>
        <translation>各种子的平均值，子集按套件规定加权</translation>
    </message>
    <message>
        <source>95 % interval over pairs and seeds</source>
        <translation>基于偏好对和种子的 95% 区间</translation>
    </message>
    <message>
        <source>Points above the baseline, matched by pair and seed</source>
        <translation>高于基线的百分点，按偏好对和种子配对</translation>
    </message>
    <message>
        <source>95 % interval of the difference, over pairs and seeds</source>
        <translation>差值的 95% 区间，基于偏好对和种子</translation>
    </message>
    <message>
        <source>Verdicts right now and wrong in the baseline, summed over seeds</source>
        <translation>现在正确而基线错误的判定数，各种子合计</translation>
    </message>
    <message>
        <source>Verdicts wrong now and right in the baseline, summed over seeds</source>
        <translation>现在错误而基线正确的判定数，各种子合计</translation>
    </message>
    <message>
        <source>One seed: McNemar&apos;s exact test. Several: Obuchowski&apos;s, pairs as clusters</source>
        <translation>单个种子：McNemar 精确检验。多个：以偏好对为聚类的 Obuchowski 检验</translation>
    </message>
    <message>
        <source>By Holm&apos;s method over the rows of the section</source>
        <translation>对该类别的各行用 Holm 法校正</translation>
    </message>
    <message>
        <source>A change: the interval leaves out 0 and the adjusted p is below 0.05</source>
        <translation>视为变化的条件：区间不含 0，且校正后的 p 小于 0.05</translation>
    </message>
    <message>
        <source>Share of the reference&apos;s lead over the baseline</source>
        <translation>占参照相对基线优势的比例</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>变对</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>变错</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p (Holm)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Won back</source>
        <translation>挽回</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>not clear</source>
        <translation>不明显</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>降低</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>提高</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepReading</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>lowers %1 by %2 points (95 % CI %3 to %4)</source>
        <translation>使%1降低 %2 个百分点（95% 置信区间 %3 至 %4）</translation>
    </message>
    <message>
        <source>raises %1 by %2 points (95 % CI %3 to %4)</source>
        <translation>使%1提高 %2 个百分点（95% 置信区间 %3 至 %4）</translation>
    </message>
    <message>
        <source>shows no clear change in %1 (%2 points, 95 % CI %3)</source>
        <translation>在%1上无明显变化（%2 个百分点，95% 置信区间 %3）</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>With %1 of the pairs flipped, %2.</source>
        <translation>翻转 %1 的偏好对时，%2。</translation>
    </message>
    <message>
        <source>With %1 of the pairs dropped, %2.</source>
        <translation>丢弃 %1 的偏好对时，%2。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>%1 also %2.</source>
        <translation>%1 还%2。</translation>
    </message>
    <message>
        <source>No clear change with %1 in %2.</source>
        <translation>%1 在%2上无明显变化。</translation>
    </message>
    <message>
        <source>%1 wins back %2 (at %3)</source>
        <translation>%1 挽回 %2（比例 %3）</translation>
    </message>
    <message>
        <source>%1 wins back nothing certain (%2 at %3)</source>
        <translation>%1 没有确切的挽回（%2，比例 %3）</translation>
    </message>
    <message>
        <source>Of what the spoiled pairs cost in %1, each at its best ratio: %2.</source>
        <translation>对于被污染偏好对在%1上造成的损失，各策略取其最佳比例：%2。</translation>
    </message>
    <message>
        <source>The reference is not clearly better than the baseline in %1, so nothing can be won back.</source>
        <translation>参照在%1上并不明显优于基线，因此没有可挽回的损失。</translation>
    </message>
    <message>
        <source>One seed: how much models differ from training to training is not in these intervals.</source>
        <translation>只有一个种子：这些区间不包含不同训练之间的模型差异。</translation>
    </message>
    <message>
        <source>Two seeds say little about how much models differ from training to training.</source>
        <translation>两个种子难以反映不同训练之间的模型差异。</translation>
    </message>
    <message>
        <source>%1 of %2 models are evaluated; the rest may change the picture.</source>
        <translation>%2 个模型中已评估 %1 个；其余的可能改变结论。</translation>
    </message>
    <message>
        <source>Nothing can be compared yet: that takes the baseline and a changed model of one seed.</source>
        <translation>还无法比较：需要同一种子的基线模型和改动后的模型。</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepReport</name>
    <message>
        <source>%1: %2 against ratio. %3</source>
        <translation>%1：%2随比例的变化。%3</translation>
    </message>
    <message>
        <source>%1, mean over seeds. Bands and bars: 95 % intervals. %2.</source>
        <translation>%1，各种子的平均值。色带和误差线：95% 区间。%2。</translation>
    </message>
    <message>
        <source>%1: differences are points to the baseline, matched by pair and seed.</source>
        <translation>%1：差值为相对基线的百分点，按偏好对和种子配对。</translation>
    </message>
    <message>
        <source>%1 (content hash %2)</source>
        <translation>%1（内容哈希 %2）</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描实验</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Code version</source>
        <translation>代码版本</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Strategies</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>Scores from index</source>
        <translation>得分所用索引</translation>
    </message>
    <message>
        <source>Positions scored</source>
        <translation>计分位置</translation>
    </message>
    <message>
        <source>Feature set</source>
        <translation>特征集</translation>
    </message>
    <message>
        <source>Feature rule</source>
        <translation>特征规则</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Evaluated on</source>
        <translation>评估数据</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Longest conversation</source>
        <translation>最长对话</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Pairs changed</source>
        <translation>改变的偏好对</translation>
    </message>
    <message>
        <source>Plan (hash)</source>
        <translation>计划（哈希）</translation>
    </message>
    <message>
        <source>Training run</source>
        <translation>训练运行</translation>
    </message>
    <message>
        <source>Evaluation run</source>
        <translation>评估运行</translation>
    </message>
    <message>
        <source>A verdict is right when the chosen answer&apos;s reward is higher; a tie is wrong. A section&apos;s accuracy weighs its subsets as the suite says, and is the mean over seeds.</source>
        <translation>优选回答的奖励更高时判定为正确；相等算错误。类别的准确率按套件规定对子集加权，并对各种子取平均。</translation>
    </message>
    <message>
        <source>Intervals are 95 %. Pairs and seeds are treated as drawn from more of their kind (crossed random effects): the variance of the mean is turned into an effective number of independent verdicts, at most the number of pairs, for Wilson&apos;s interval; with few seeds Student&apos;s t by Satterthwaite&apos;s degrees of freedom widens it.</source>
        <translation>区间均为 95%。偏好对和种子均视为从更大总体中抽取（交叉随机效应）：平均值的方差换算为独立判定的有效数量（不超过偏好对数），用于 Wilson 区间；种子较少时，用 Satterthwaite 自由度的 Student t 分布加宽。</translation>
    </message>
    <message>
        <source>Differences are matched by pair and seed: Newcombe&apos;s paired interval with the effective number of pairs, strata combined by squares, widened by what seeds differ.</source>
        <translation>差值按偏好对和种子配对：Newcombe 配对区间，采用有效偏好对数，各层按平方合并，并按种子间差异加宽。</translation>
    </message>
    <message>
        <source>p: McNemar&apos;s exact test for one seed, Obuchowski&apos;s test with pairs as clusters for several (RM-Bench: with items); adjusted by Holm&apos;s method within a section. The test does not know how models differ from seed to seed, so a change is called one only where the interval leaves out 0 as well.</source>
        <translation>p：单个种子用 McNemar 精确检验，多个种子用以偏好对为聚类的 Obuchowski 检验（RM-Bench 以题目为聚类）；类别内用 Holm 法校正。该检验不考虑不同种子间的模型差异，因此只有区间也不含 0 时才称为变化。</translation>
    </message>
    <message>
        <source>Which pairs of a changed model&apos;s data were flipped or dropped, and why each of them, is listed in the plan whose hash stands beside the model; plans are kept in the folder of the sweep.</source>
        <translation>改动后模型的数据中翻转或丢弃了哪些偏好对及其原因，列于相应计划，其哈希标在模型旁；计划保存在扫描实验的文件夹中。</translation>
    </message>
    <message>
        <source>%1 sweep; %2 of %3 models evaluated; made with Saferscope</source>
        <translation>%1扫描实验；%3 个模型中已评估 %2 个；由 Saferscope 生成</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>实验设置</translation>
    </message>
    <message>
        <source>How the numbers are computed</source>
        <translation>数值的计算方法</translation>
    </message>
</context>
<context>
    <name>saferscope::SweepWords</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>&lt; %1</source>
        <translation>&lt; %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Poison</source>
        <translation>投毒</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>去噪</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>全部偏好对</translation>
    </message>
</context>
<context>
    <name>saferscope::TabbedPage</name>
    <message>
        <source>Parts of the page</source>
        <translation>页面各部分</translation>
    </message>
    <message>
        <source>Show “%1”</source>
        <translation>显示“%1”</translation>
    </message>
</context>
<context>
    <name>saferscope::TokenFeatureModel</name>
    <message>
        <source>Feature %1: activation %2, contrast %3</source>
        <translation>特征 %1：激活值 %2，对比度 %3</translation>
    </message>
</context>
<context>
    <name>saferscope::Tour</name>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左方向键</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Enter or Right</source>
        <translation>Enter 或右方向键</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>saferscope::TrainRewardModelDialog</name>
    <message>
        <source>New, small (4 blocks, width 128)</source>
        <translation>新建，小型（4 个块，宽度 128）</translation>
    </message>
    <message>
        <source>New, medium (6 blocks, width 256)</source>
        <translation>新建，中型（6 个块，宽度 256）</translation>
    </message>
    <message>
        <source>New, large (8 blocks, width 512)</source>
        <translation>新建，大型（8 个块，宽度 512）</translation>
    </message>
    <message>
        <source>Train a reward model</source>
        <translation>训练奖励模型</translation>
    </message>
    <message>
        <source>Teaches a model to give the chosen answer a higher reward than the rejected one (Bradley-Terry). It runs in the background; you can stop and resume it.</source>
        <translation>教模型给优选回答比拒选回答更高的奖励 (Bradley-Terry)。训练在后台运行，可以停止和继续。</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Continue from %1</source>
        <translation>从 %1 继续</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>起始模型(&amp;F)</translation>
    </message>
    <message>
        <source>E&amp;pochs</source>
        <translation>轮数(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>学习率(&amp;L)</translation>
    </message>
    <message>
        <source>Pairs per s&amp;tep</source>
        <translation>每步偏好对数(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>随机种子(&amp;S)</translation>
    </message>
    <message>
        <source>Reward model on %1</source>
        <translation>%1 上的奖励模型</translation>
    </message>
</context>
<context>
    <name>saferscope::TrainSaeDialog</name>
    <message>
        <source>Train a sparse autoencoder</source>
        <translation>训练稀疏自编码器</translation>
    </message>
    <message>
        <source>Learns a dictionary of features that rebuilds what the reward model computes inside: first on every token, then on sentence ends only, as in the paper.</source>
        <translation>学习一个特征字典，用来重建奖励模型内部的计算：先在每个词元上，然后仅在句末上，与论文一致。</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>&amp;Reward model</source>
        <translation>奖励模型(&amp;R)</translation>
    </message>
    <message>
        <source>Read after &amp;block</source>
        <translation>读取位置：此块之后(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Features</source>
        <translation>特征(&amp;F)</translation>
    </message>
    <message>
        <source>Size of the dictionary.</source>
        <translation>字典的大小。</translation>
    </message>
    <message>
        <source>Active per &amp;token</source>
        <translation>每词元激活数(&amp;T)</translation>
    </message>
    <message>
        <source>How many features may describe one token (k).</source>
        <translation>一个词元最多由多少特征描述 (k)。</translation>
    </message>
    <message>
        <source>Tokens, stage &amp;1</source>
        <translation>第 1 阶段词元数(&amp;1)</translation>
    </message>
    <message>
        <source>Every token; 0 is one pass over the data.</source>
        <translation>每个词元；0 表示数据遍历一次。</translation>
    </message>
    <message>
        <source>Tokens, stage &amp;2</source>
        <translation>第 2 阶段词元数(&amp;2)</translation>
    </message>
    <message>
        <source>Sentence ends; the data is repeated when it is smaller.</source>
        <translation>句末；数据不足时会重复使用。</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>随机种子(&amp;S)</translation>
    </message>
    <message>
        <source>Three quarters of the depth (as in the paper)</source>
        <translation>深度的四分之三（与论文一致）</translation>
    </message>
    <message>
        <source>Block %1 of %2</source>
        <translation>第 %1 块，共 %2 块</translation>
    </message>
    <message>
        <source>Sparse autoencoder of %1</source>
        <translation>%1 的稀疏自编码器</translation>
    </message>
</context>
<context>
    <name>saferscope::TrainingFields</name>
    <message>
        <source>&amp;Epochs</source>
        <translation>轮数(&amp;E)</translation>
    </message>
    <message>
        <source>Learning &amp;rate</source>
        <translation>学习率(&amp;R)</translation>
    </message>
    <message>
        <source>Pairs per s&amp;tep</source>
        <translation>每步偏好对数(&amp;T)</translation>
    </message>
    <message>
        <source>Every weight</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>Low-rank adaptation (LoRA)</source>
        <translation>低秩适配 (LoRA)</translation>
    </message>
    <message>
        <source>&amp;What is trained</source>
        <translation>训练内容(&amp;W)</translation>
    </message>
    <message>
        <source>LoRA ran&amp;k</source>
        <translation>LoRA 秩(&amp;K)</translation>
    </message>
    <message>
        <source>Epochs must be a number between 0.01 and 1000.</source>
        <translation>轮数必须是 0.01 到 1000 之间的数。</translation>
    </message>
    <message>
        <source>The learning rate must be a number between 0 and 1.</source>
        <translation>学习率必须是 0 到 1 之间的数。</translation>
    </message>
    <message>
        <source>Pairs per step must be a whole number, 1 or more.</source>
        <translation>每步偏好对数必须是不小于 1 的整数。</translation>
    </message>
    <message>
        <source>The rank of LoRA must be a whole number between 1 and 1024.</source>
        <translation>LoRA 的秩必须是 1 到 1024 之间的整数。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln epochs</source>
        <translation>
            <numerusform>%Ln 轮</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1 轮</translation>
    </message>
    <message>
        <source>rate %1</source>
        <translation>学习率 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs a step</source>
        <translation>
            <numerusform>每步 %Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message>
        <source>LoRA rank %1</source>
        <translation>LoRA 秩 %1</translation>
    </message>
</context>
<context>
    <name>saferscope::TurnList</name>
    <message>
        <source>Add turn</source>
        <translation>添加轮次</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>What the conversation starts with; most models were trained without one</source>
        <translation>对话的开头；大多数模型训练时没有</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>Remove this turn</source>
        <translation>移除此轮次</translation>
    </message>
    <message>
        <source>%1&apos;s turn</source>
        <translation>%1的轮次</translation>
    </message>
    <message>
        <source>What the person asks</source>
        <translation>用户的提问</translation>
    </message>
    <message>
        <source>What was said here</source>
        <translation>此处所说的内容</translation>
    </message>
</context>
<context>
    <name>saferscope::WelcomeView</name>
    <message>
        <source>Welcome to Saferscope</source>
        <translation>欢迎使用 Saferscope</translation>
    </message>
    <message>
        <source>See which features make a reward model prefer one answer over another.</source>
        <translation>了解哪些特征使奖励模型偏好某个回答。</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>打开工作区…</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>新建工作区…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>The demo is trained on this computer the first time; that takes about three minutes. A short tour begins by itself there.</source>
        <translation>首次使用时在本机训练演示模型，约需三分钟。随后会自动开始简短导览。</translation>
    </message>
    <message>
        <source>You can also drop a workspace folder anywhere on this window; and once one is open, a file of pairs, a reward model or an SAE.</source>
        <translation>也可以将工作区文件夹拖到此窗口的任意位置；打开工作区后，还可拖入偏好对文件、奖励模型或 SAE。</translation>
    </message>
</context>
<context>
    <name>saferscope::WindowGuide</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Do or find anything…</source>
        <translation>执行或查找任何内容(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Presentation</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>Show co&amp;vered texts</source>
        <translation>显示遮盖的文本(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Take the tour</source>
        <translation>开始导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>The tour needs an open workspace.</source>
        <translation>导览需要打开的工作区。</translation>
    </message>
    <message>
        <source>Open the demo; the tour begins by itself there.</source>
        <translation>打开演示；导览会自动开始。</translation>
    </message>
    <message>
        <source>Seven pages</source>
        <translation>七个页面</translation>
    </message>
    <message>
        <source>The pages go from data to proof. %1 to %2 turn them, too.</source>
        <translation>页面从数据到验证。%1 到 %2 也可切换页面。</translation>
    </message>
    <message>
        <source>What there is, and what comes next</source>
        <translation>已有内容与下一步</translation>
    </message>
    <message>
        <source>Each card is a step: data, reward model, SAE, index, ratings, evaluation. The filled button is the next one to take.</source>
        <translation>每张卡片是一步：数据、奖励模型、SAE、索引、评分、评估。实心按钮就是下一步。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>What the model has learned, strongest first. Plus fires more in chosen answers, minus in rejected ones.</source>
        <translation>模型学到的内容，最强的在前。正号表示在优选回答中激活更多，负号表示在拒选回答中激活更多。</translation>
    </message>
    <message>
        <source>Texts in which a feature fires</source>
        <translation>特征激活的文本</translation>
    </message>
    <message>
        <source>The darker a word, the stronger the feature there. A double click opens the whole pair.</source>
        <translation>颜色越深，特征在该词上越强。双击可打开整个偏好对。</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Prompt, chosen and rejected answer side by side. Point at a word to see which features fire on it.</source>
        <translation>提示、优选回答与拒选回答并排显示。指向一个词可查看在其上激活的特征。</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>You say what a feature means: keys 1 to 5 rate, Enter confirms the judge, U takes back.</source>
        <translation>由您判断特征的含义：按 1 到 5 评分，Enter 确认评判模型，U 撤回。</translation>
    </message>
    <message>
        <source>Experiments and the Causal lab</source>
        <translation>实验与因果实验室</translation>
    </message>
    <message>
        <source>Poison or clean the training data through the features and train again; or turn features up and down and see the reward move.</source>
        <translation>借助特征对训练数据投毒或清理并重新训练；或调高、调低特征，观察奖励的变化。</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>查找任何内容</translation>
    </message>
    <message>
        <source>%1 opens a box for every command, page, feature and pair. %2 has the help.</source>
        <translation>%1 打开可查找所有命令、页面、特征和偏好对的搜索框。%2 打开帮助。</translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation>请先打开工作区。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>This workspace can only be read.</source>
        <translation>此工作区只读。</translation>
    </message>
    <message>
        <source>There is nothing to do it with right now.</source>
        <translation>目前没有可操作的对象。</translation>
    </message>
    <message>
        <source>Go to the page</source>
        <translation>转到页面</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>帮助页</translation>
    </message>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln 个特征</numerusform>
        </translation>
    </message>
    <message>
        <source>Feature #%1</source>
        <translation>特征 #%1</translation>
    </message>
    <message>
        <source>#%1 %2</source>
        <translation>#%1%2</translation>
    </message>
    <message>
        <source>never fires</source>
        <translation>从不激活</translation>
    </message>
    <message>
        <source>contrast %1</source>
        <translation>对比度 %1</translation>
    </message>
</context>
<context>
    <name>saferscope::WorkspaceBackupDialog</name>
    <message>
        <source>Back up this workspace</source>
        <translation>备份此工作区</translation>
    </message>
    <message>
        <source>Ratings, data sets, settings, runs and all that you kept are copied to a folder of their own and read back. You can go on working meanwhile.</source>
        <translation>评分、数据集、设置、运行和您保留的所有内容会复制到单独的文件夹并回读校验。期间可以继续工作。</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Folder of the backup</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>It is made new: nothing is ever overwritten. Another disk is the safer place.</source>
        <translation>将新建该文件夹：绝不覆盖任何内容。放在另一块磁盘上更安全。</translation>
    </message>
    <message>
        <source>With &amp;models, SAEs and indexes</source>
        <translation>包括模型、SAE 和索引(&amp;M)</translation>
    </message>
    <message>
        <source>They can be gigabytes. Without them the backup knows their names and checksums.</source>
        <translation>它们可能有数 GB。不包括时，备份只记录其名称和校验和。</translation>
    </message>
    <message>
        <source>Folder to put the backup into</source>
        <translation>存放备份的文件夹</translation>
    </message>
    <message>
        <source>The backup was cancelled; nothing was kept of it.</source>
        <translation>备份已取消；没有留下任何内容。</translation>
    </message>
    <message>
        <source>Backed up: ratings %1, pairs %2.</source>
        <translation>已备份：评分 %1 个，偏好对 %2 个。</translation>
    </message>
    <message>
        <source>It is in %1.</source>
        <translation>位置：%1。</translation>
    </message>
    <message>
        <source>It is in %1. What was damaged before is damaged in it too: %2</source>
        <translation>位置：%1。此前已损坏的内容在备份中同样损坏：%2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>saferscope::WorkspaceCheckDialog</name>
    <message>
        <source>Damage</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Check this workspace</source>
        <translation>检查此工作区</translation>
    </message>
    <message>
        <source>Every rating and every record is compared with the checksum it was saved with. Nothing is changed, and you can go on working meanwhile.</source>
        <translation>将每个评分和每条记录与保存时的校验和比较。不作任何更改，期间可以继续工作。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Read &amp;every file too: pairs, models, SAEs and indexes</source>
        <translation>同时读取每个文件：偏好对、模型、SAE 和索引(&amp;E)</translation>
    </message>
    <message>
        <source>Takes as long as the disk needs to read all of it.</source>
        <translation>所需时间取决于磁盘读完全部内容的速度。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检测结果</translation>
    </message>
    <message>
        <source>This command saves what can be read into a new database and keeps the old one. Close every window on this workspace first; --from BACKUP brings lost ratings back.</source>
        <translation>此命令把仍可读取的内容存入新数据库，并保留旧数据库。请先关闭此工作区的所有窗口；--from BACKUP 可找回丢失的评分。</translation>
    </message>
    <message>
        <source>Command that repairs the workspace</source>
        <translation>修复工作区的命令</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more. `safer workspace verify` lists them all.</source>
        <translation>
            <numerusform>… 另有 %Ln 项。`safer workspace verify` 会列出全部。</numerusform>
        </translation>
    </message>
    <message>
        <source>No damage was found.</source>
        <translation>没有发现损坏。</translation>
    </message>
    <message>
        <source>Files of models and data sets were looked at by name and size only.</source>
        <translation>模型和数据集的文件只核对了名称和大小。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln things in this workspace are damaged.</source>
        <translation>
            <numerusform>此工作区有 %Ln 处损坏。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is intact can be used as before. Make a backup before you repair anything.</source>
        <translation>完好的内容可照常使用。修复之前请先备份。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
</context>
<context>
    <name>saferscope::WorkspaceSettingsDialog</name>
    <message>
        <source>Settings of this workspace</source>
        <translation>此工作区的设置</translation>
    </message>
    <message>
        <source>They decide which features are looked at and whose word counts. Nothing that was made before is changed.</source>
        <translation>这些设置决定查看哪些特征、以谁的意见为准。已有的内容不会改变。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Contrast of chosen and rejected answers</source>
        <translation>优选与拒选回答的对比度</translation>
    </message>
    <message>
        <source>Contrast without the effect of length</source>
        <translation>排除长度影响的对比度</translation>
    </message>
    <message>
        <source>Effect size over pairs</source>
        <translation>偏好对上的效应量</translation>
    </message>
    <message>
        <source>“Stron&amp;gest” means</source>
        <translation>“最强”的含义(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Candidates</source>
        <translation>候选特征(&amp;C)</translation>
    </message>
    <message>
        <source>The strongest features, about which judges and people are asked.</source>
        <translation>最强的这些特征会交给评判模型和评分者评分。</translation>
    </message>
    <message>
        <source>&amp;Kept features</source>
        <translation>保留特征(&amp;K)</translation>
    </message>
    <message>
        <source>As many of the strongest are drawn as the kept set and used by scores.</source>
        <translation>最强特征中的这么多个构成保留集，用于图示和得分。</translation>
    </message>
    <message>
        <source>The one with most ratings</source>
        <translation>评分最多者</translation>
    </message>
    <message>
        <source>%1 (has not rated)</source>
        <translation>%1（尚未评分）</translation>
    </message>
    <message>
        <source>Main &amp;judge</source>
        <translation>主要评判模型(&amp;J)</translation>
    </message>
    <message>
        <source>Whose ratings columns, rules and the Annotate page mean by “LLM”.</source>
        <translation>表格列、规则和“标注”页中的“LLM”指其评分。</translation>
    </message>
</context>
</TS>

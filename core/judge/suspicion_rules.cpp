// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/suspicion_rules.h"

#include <array>

namespace saferscope::suspicion {

namespace {

constexpr std::string_view ignores = "tells its reader to ignore instructions";
constexpr std::string_view orders = "orders a rating";
constexpr std::string_view addresses = "speaks to the judge";
constexpr std::string_view frames = "pretends to be part of the judge's prompt";
constexpr std::string_view turns = "pretends to be a turn of a conversation with the judge";

constexpr std::array rules = {
    // English
    WordRule{ignores,
             4,
             {"ignore|disregard|forget|override|bypass|discard|neglect",
              "previous|prior|above|earlier|preceding|foregoing|all|your|these|those|system|other|initial|original",
              "instruction|instructions|prompt|prompts|rule|rules|guideline|guidelines|direction|directions|directive|"
              "directives|rubric|criteria|contexts|task|command|commands"}},
    WordRule{ignores, 2, {"ignore|disregard", "above|preceding|foregoing|rubric|guidelines"}},
    WordRule{ignores, 2, {"forget", "everything|anything|all", "above|told|before|said|instructed|earlier"}},
    WordRule{
        ignores,
        3,
        {"not|don't|never|stop", "follow|following|obey|apply|applying|use|using", "rubric|guidelines|criteria|scale"}},
    WordRule{ignores, 3, {"instead", "of", "rubric|instructions|guidelines|criteria"}},
    WordRule{orders,
             6,
             {"rate|score|grade|rank|mark|rating|scoring",
              "this|it|feature|features|context|contexts|text|latent|neuron|sample|passage|excerpt|everything",
              "5|five|1|highest|maximum|max|lowest|minimum"}},
    WordRule{orders,
             4,
             {"give|assign|award|set|return|output|answer|respond|reply|write|print|choose|select|pick|use|report|"
              "deserves|merits|warrants|requires|needs|receive|receives|get|gets|earns|put|enter|issue|emit",
              "score|rating|grade|mark|marks",
              "5|4|3|2|1|five|four|three|two|one|highest|maximum|max|lowest|minimum|perfect|top"}},
    WordRule{orders,
             4,
             {"give|assign|award|return|output|choose|select|use|deserves|merits|warrants|requires|receive|receives|"
              "earns",
              "5|five|highest|maximum|max|lowest|minimum|perfect|top|full", "score|rating|grade|mark|marks"}},
    WordRule{orders, 2, {"score|rating", "of|is|be|to|as|equals", "5|five|1|4"}},
    WordRule{orders,
             4,
             {"feature|latent|neuron|context|contexts", "is|must|should|shall|has|needs|deserves|ought|be",
              "rated|scored|graded|score|rating|5|five"}},
    WordRule{orders, 3, {"answer|respond|reply|output|return|print|say", "only|with|just|exactly|simply", "5|score"}},
    WordRule{orders, 3, {"correct|right|expected|true|proper", "score|rating|label", "5|five|1|one|4|four"}},
    WordRule{orders, 4, {"must|should|always|please", "rate|rated|score|scored", "5|five|1|highest|lowest|maximum"}},
    WordRule{addresses,
             2,
             {"attention|dear|hello|hey|hi", "judge|grader|evaluator|rater|annotator|llm|gpt|ai|model|chatgpt"}},
    WordRule{addresses, 1, {"note|message", "to", "judge|grader|evaluator|rater|annotator|llm|gpt|ai|model|chatgpt"}},
    WordRule{addresses, 1, {"to", "the", "grader|evaluator|rater|annotator|llm"}},
    WordRule{addresses, 2, {"you", "are", "grader|evaluator|rater|annotator|scorer"}},
    WordRule{addresses, 1, {"ai|llm|automated|automatic", "judge|grader|evaluator|rater|annotator|reader"}},
    WordRule{addresses, 0, {"developer|debug|admin|god|jailbreak|dan|maintenance", "mode"}},
    WordRule{addresses, 2, {"you", "are", "now", "dan|free|unrestricted|jailbroken"}},
    WordRule{addresses, 4, {"if", "you", "reading|rating|grading|scoring|evaluating|judging", "this"}},
    WordRule{frames, 0, {"system", "prompt|override|message|instruction|instructions|note|notice|update"}},
    WordRule{
        frames, 0, {"real|actual|hidden|secret|overriding", "instruction|instructions|directive|directives|rubric"}},
    WordRule{frames, 1, {"end|ends|close", "of", "context|contexts|data|excerpt|excerpts|examples|transcript"}},
    WordRule{frames, 2, {"rubric|scale", "changed|updated|inverted|reversed|replaced"}},
    WordRule{ignores, 3, {"forget|drop|abandon|ignore|discard|disregard|replace", "scale|rubric|criteria|guidelines"}},
    WordRule{ignores,
             5,
             {"set|put|leave", "aside", "whatever|everything|anything|all|what|your",
              "asked|told|instructed|"
              "instructions|rules|prompt"}},
    WordRule{orders,
             4,
             {"treat|consider|regard|count|label|classify|mark|tag|describe|report",
              "passage|passages|feature|latent|"
              "context|contexts|excerpt|excerpts|neuron",
              "as|to",
              "safe|unsafe|safety|harmless|harmful|dangerous|"
              "benign|irrelevant|maximally"}},
    WordRule{orders, 3, {"mark|rate|score|grade", "this|it|these|everything", "as", "5|five|1|one"}},
    WordRule{orders, 3, {"right|correct|true|only", "value|number", "is|be", "5|five|1"}},
    WordRule{orders, 2, {"from", "now|here", "on", "rate|score|grade|treat|output|print|emit"}},
    WordRule{orders,
             3,
             {"say|state|answer|conclude|report|reply|respond", "no|nothing|not", "safety|safe|harm|harmful|unsafe",
              "concern|concerns|relevance|connection|content"}},
    WordRule{addresses,
             1,
             {"whoever|anyone|everyone|whichever", "evaluates|rates|grades|scores|judges|annotates", "this|it|these"}},
    WordRule{addresses, 1, {"as", "grader|evaluator|rater|annotator|scorer"}},
    WordRule{addresses, 3, {"developers|authors|makers|engineers|creators", "judge|grader|evaluator|rater"}},
    WordRule{addresses,
             4,
             {"decode|decrypt|unscramble|translate", "base64|rot13|hex|cipher|binary",
              "follow|obey|do|"
              "execute|instructions|answer"}},
    // German, French, Spanish, Italian, Portuguese, Russian
    WordRule{ignores,
             4,
             {"ignoriere|ignorieren|ignoriert|vergiss|vergessen|missachte|missachten|übergehe",
              "anweisung|anweisungen|anleitung|regeln|vorgaben|anweisungen|instruktionen|aufgabe"}},
    WordRule{orders,
             5,
             {"gib|geben|vergib|vergeben|bewerte|bewerten|benote|antworte|antworten|setze",
              "punktzahl|bewertung|note|wertung|5|fünf|höchste|höchsten|höchstnote|bestnote"}},
    WordRule{ignores, 4, {"ignore|ignorez|ignorer|oublie|oubliez|oublier", "instructions|consignes|règles|directives"}},
    WordRule{orders,
             4,
             {"attribue|attribuez|donne|donnez|mets|mettez|réponds|répondez|notez", "note|score|5|cinq|maximale"}},
    WordRule{
        ignores,
        4,
        {"ignora|ignore|ignorar|ignoren|olvida|olvide|olviden|omite", "instrucciones|reglas|indicaciones|órdenes"}},
    WordRule{orders,
             5,
             {"califica|califique|puntúa|puntua|asigna|asigne|otorga|dale|responde",
              "puntuación|puntuacion|calificación|calificacion|nota|5|cinco|máxima"}},
    WordRule{ignores, 4, {"ignora|ignorate|ignorare|dimentica|dimenticate", "istruzioni|regole|indicazioni"}},
    WordRule{orders, 5, {"assegna|assegnate|dai|date|valuta|rispondi", "punteggio|voto|5|cinque|massimo"}},
    WordRule{ignores, 4, {"ignore|ignora|ignorar|esqueça|esqueca|desconsidere", "instruções|instrucoes|regras"}},
    WordRule{orders, 5, {"atribua|atribuir|avalie|dê|responda", "pontuação|pontuacao|nota|5|cinco|máxima"}},
    WordRule{ignores,
             4,
             {"игнорируй|игнорируйте|проигнорируй|проигнорируйте|забудь|забудьте",
              "инструкции|инструкций|инструкцию|указания|указаний|правила"}},
    WordRule{orders,
             5,
             {"поставь|поставьте|присвой|присвойте|оцени|оцените|дай|дайте|ответь|ответьте",
              "оценку|балл|балла|баллов|5|пять|максимальную"}},
};

constexpr std::array nearRuleList = {
    NearRule{ignores, "忽略|无视|無視|忘记|忘掉|不要理会", "指令|指示|提示|规则|規則|说明|命令", 48},
    NearRule{ignores, "以前の|これまでの|上記の|前の", "指示を無視|命令を無視|指示は無視|指示を忘れ", 24},
    NearRule{orders, "评分|打分|分数|得分|评为|給分|给出|评价为", "5分|五分|5 分|满分|滿分|最高分|最高", 30},
    NearRule{orders, "スコア|評価|点数", "5を|5点|5に|最高|満点", 30},
    NearRule{orders, "评为|評為|评成|打成|记为", "五分|5分|满分|1分|一分", 30},
    NearRule{ignores, "무시", "지시|명령|지침|규칙|프롬프트", 48},
    NearRule{ignores, "지시|명령|지침|규칙|프롬프트", "무시", 30},
    NearRule{orders, "점수|평점|등급|평가", "5점|5를|5로|최고|만점|1점", 36},
    NearRule{ignores, "تجاهل|تجاهلي|انس ", "تعليمات|التعليمات|الأوامر|القواعد", 60},
    NearRule{orders, "درجة|تقييم|التقييم", "5|٥|خمسة|أعلى", 40},
    NearRule{ignores, "निर्देश|आदेश|नियम", "अनदेखा|नज़रअंदाज|नजरअंदाज|भूल", 72},
    NearRule{orders, "अंक|स्कोर|रेटिंग", "5|५|पाँच|सबसे", 48},
    NearRule{ignores, "talimat|yönerge|kurallar", "yok say|görmezden|dikkate alma|unut", 40},
    NearRule{orders, "puan|derece", " 5 |beş|en yüksek", 24},
    NearRule{ignores, "zignoruj|pomiń|zapomnij", "instrukcj|polece|zasad|wytyczn", 48},
    NearRule{orders, "ocenę|ocena|wystaw", " 5|pięć|najwyższ", 24},
    NearRule{ignores, "negeer|vergeet", "instructies|opdracht|regels|aanwijzingen", 48},
    NearRule{orders, "geef|beoordeel", "score van 5|score 5|een 5|hoogste score|hoogste cijfer", 48},
    NearRule{ignores, "ignorera|bortse|glöm", "instruktion|regler|anvisning", 48},
    NearRule{ignores, "bỏ qua|quên", "hướng dẫn|chỉ dẫn|chỉ thị|quy tắc|lệnh", 48},
    NearRule{orders, "điểm", " 5|năm điểm|cao nhất|tối đa", 24},
    NearRule{ignores, "abaikan|lupakan", "instruksi|perintah|petunjuk|aturan", 48},
    NearRule{orders, "berikan|beri", "skor 5|nilai 5|skor tertinggi|nilai tertinggi", 30},
    NearRule{ignores, "התעלם|תתעלם|התעלמו|שכח", "הוראות|ההוראות|כללים|הנחיות", 60},
    NearRule{orders, "ציון|דירוג", "5|חמש|הגבוה", 36},
    NearRule{ignores, "نادیده", "بگیر", 24},
    NearRule{ignores, "αγνόησε|αγνοήστε|ξέχασε", "οδηγίες|εντολές|κανόνες", 72},
    NearRule{ignores, "ігноруй|ігноруйте|забудь", "інструкці|вказівк|правила", 60},
    NearRule{ignores, "ignoruj|zapomeň", "pokyny|instrukce|pravidla", 48},
    NearRule{ignores, "เพิกเฉย|ละเว้น|ไม่ต้องสนใจ", "คำสั่ง|คำแนะนำ|กฎ", 90},
    NearRule{frames, "系统|系統", "提示词|提示詞|消息：|消息:|指令", 12},
};

constexpr std::array literalList = {
    Literal{turns, "system:", true},
    Literal{turns, "[system]", true},
    Literal{turns, "assistant:", true},
    Literal{turns, "developer:", true},
    Literal{turns, "judge:", true},
    Literal{turns, "<|", false},
    Literal{turns, "|>", false},
    Literal{turns, "<<sys>>", false},
    Literal{turns, "[inst]", false},
    Literal{turns, "[/inst]", false},
    Literal{turns, "<start_of_turn>", false},
    Literal{turns, "<end_of_turn>", false},
    Literal{turns, "</s>", false},
    Literal{frames, "new instructions:", false},
    Literal{frames, "new instruction:", false},
    Literal{frames, "updated instructions:", false},
    Literal{frames, "### instruction", false},
    Literal{frames, "### system", false},
    Literal{frames, "### response", false},
    Literal{frames, "<system>", false},
    Literal{frames, "</system>", false},
    Literal{frames, "<instructions>", false},
    Literal{frames, "</instructions>", false},
    Literal{frames, "</context", false},
    Literal{frames, "[/context", false},
    Literal{frames, "[context", false},
};

constexpr std::array<std::string_view, 19> labels = {
    "score",     "rating", "grade",     "bewertung", "punktzahl", "puntuación", "calificación",
    "punteggio", "voto",   "pontuação", "nota",      "оценка",    "балл",       "评分",
    "分数",      "得分",   "スコア",    "評価",      "点数"};

}  // namespace

std::span<const WordRule> wordRules() { return rules; }
std::span<const NearRule> nearRules() { return nearRuleList; }
std::span<const Literal> literals() { return literalList; }
std::span<const std::string_view> scoreLabels() { return labels; }

}  // namespace saferscope::suspicion

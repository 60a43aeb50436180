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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/code_version.h"
#include "core/report/report_context.h"

#include <algorithm>

namespace saferscope {
namespace {

void method(HtmlWriter& html, const std::string& name, const std::string& formula, const std::string& words) {
    html.element("h4", name);
    if (!formula.empty()) {
        html.element("div", formula, {{"class", "formula"}});
    }
    say(html, words);
}

bool has(const ReportContext& report, const char* id) {
    return std::ranges::find(report.parts, id, &ReportContext::Part::id) != report.parts.end();
}

}  // namespace

void writeMethods(ReportContext& report) {
    if (report.parts.empty()) {
        return;
    }
    HtmlWriter& html = report.html;
    const bool features = has(report, "features");
    const bool reward = has(report, "reward");
    const bool pairs = has(report, "pairs");
    const bool audit = has(report, "audit");
    const bool causal = has(report, "causal");
    const bool experiments = has(report, "experiments");
    const bool ratings = has(report, "ratings");
    openPart(report, "methods", tr("How the numbers were computed, and their limits"));
    if (reward) {
        method(html, tr("Accuracy"), tr("accuracy = pairs with reward(chosen) > reward(rejected) / all pairs"),
               tr("A tie counts as wrong. Intervals are Wilson's; where subsets are put together with weights, they "
                  "are stratified over the subsets. The margin is reward(chosen) − reward(rejected)."));
    }
    if (features) {
        method(html, tr("Contrast"), "s = (h+ − h−) / (h+ + h− + C)",
               tr("h+ and h− are a feature's activations summed over all positions of the chosen and the rejected "
                  "conversations; C is the mean over all features of h+ + h− and keeps rare features from looking "
                  "certain (SAFER, arXiv 2507.00665). Long answers have more positions; the length-normalised contrast "
                  "divides each conversation by its positions. Intervals: delta method over pairs, not to be trusted "
                  "for features that fire in fewer than some ten pairs."));
        method(
            html, tr("Effect size"),
            tr("d = mean(d′) / sd(d′),  d′ = mean activation in chosen − in rejected, per pair"),
            tr("Cohen's d of paired differences, with an interval that assumes no distribution. Looking at the "
               "strongest of thousands of features overstates them: the ones at the top are there by luck as well."));
        method(html, tr("FVU"), tr("FVU = Σ ‖x − x̂‖² / Σ ‖x − mean(x)‖²"),
               tr("The share of the variance of the model's state that the autoencoder misses. L0 is the mean number "
                  "of features that are active at a position."));
    }
    if (pairs || audit) {
        method(html, tr("Score of a pair"),
               tr("score = mean over chosen positions of Σ w·z − the same over rejected positions"),
               tr("z are the activations of the features of the set, w their weights: +1 for a feature of chosen "
                  "answers, −1 for one of rejected answers. Positions include the shared prompt on both sides."));
    }
    if (ratings) {
        method(html, tr("Agreement"), tr("kappa = 1 − Σ w·observed / Σ w·expected"),
               tr("Cohen's kappa; w is 1 for any disagreement, or the squared difference for the weighted one. "
                  "Intervals are percentiles of 2,000 bootstrap samples of features."));
    }
    if (audit) {
        method(html, tr("Wrong labels"), "",
               tr("Swapping a label turns the sign of a pair's margin and score and changes nothing else. The share of "
                  "swapped labels is estimated with a mixture of two mirrored normal curves and bounded from above by "
                  "the pairs of which the model is surest. Both fail where swaps avoid or seek sure pairs, or where "
                  "the model has learned the wrong labels by heart. The combined suspicion is the mean of the normal "
                  "scores of −score and of the loss."));
    }
    if (experiments) {
        method(html, tr("Experiments"), "",
               tr("Pairs and training seeds are treated as drawn from more of their kind (crossed random effects), so "
                  "intervals hold both. Differences to the unchanged data are matched by pair and seed; p values are "
                  "exact McNemar tests for one seed, clustered by pair for several, and adjusted by Holm's method."));
    }
    if (causal) {
        method(html, tr("Cause and effect"), tr("Δ = margin with the change − margin without it"),
               tr("The change is made at the SAE's layer by adding only what the features contribute, so that nothing "
                  "happens where they are silent. Intervals are Student's over pairs. Controls are sets of as many "
                  "other features, drawn at random or with like frequencies; p = (1 + controls at least as far) / (1 + "
                  "controls)."));
    }
    method(html, tr("Limits"), "",
           tr("All of this is about these pairs, this model and this autoencoder. A feature's name is what people or a "
              "judge made of some contexts, not what the feature is. What the autoencoder does not rebuild is not seen "
              "at all."));
    say(html,
        tr("To check or repeat it: open the workspace in Saferscope %1; the hashes above name the model, SAE, data and "
           "index byte for byte.",
           {codeVersion()}),
        "note");
    closePart(report);
}

}  // namespace saferscope

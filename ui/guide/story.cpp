// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/story.h"

#include "ui/experiments/results_reading.h"
#include "ui/experiments/results_words.h"
#include "ui/experiments/strategy_look.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_order.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int resultsTab = 3;
constexpr int causalDataTab = 1;
constexpr double wantedRatio = 0.05;  // the paper's headline
constexpr std::size_t toldFeatures = 3;

class Words {
    Q_DECLARE_TR_FUNCTIONS(saferscope::Story)
};

QString percent(double share) { return Words::tr("%1 %").arg(QLocale().toString(100.0 * share, 'f', 1)); }
QString number(double value, int decimals) {
    return QLocale().toString(value, 'f', decimals).replace(u'-', QChar(0x2212));
}

StoryStep preferenceStep(const StoryInputs& inputs) {
    const IndexManifest& manifest = *inputs.manifest;
    const int pairs = pluralOf(manifest.pairs);
    const QString words =
        inputs.modelName.isEmpty()
            ? Words::tr("The reward model prefers the answer that people chose in %1 of %Ln pairs.", nullptr, pairs)
                  .arg(percent(manifest.accuracy))
            : Words::tr("The reward model %1 prefers the answer that people chose in %2 of %Ln pairs.", nullptr, pairs)
                  .arg(cellText(inputs.modelName), percent(manifest.accuracy));
    return {Words::tr("What the model prefers"),
            words + QLatin1Char(' ') + Words::tr("Why it does, its reward alone does not say."), PairsAt, -1,
            std::nullopt};
}

StoryStep qualityStep(const StoryInputs& inputs) {
    const IndexManifest& manifest = *inputs.manifest;
    QString words =
        Words::tr(
            "A sparse autoencoder takes layer %1 apart into %2 features, of which %3 fire at a time. "
            "It leaves %4 of the variance unexplained.")
            .arg(manifest.layer)
            .arg(QLocale().toString(manifest.features), number(manifest.l0[0], 1), percent(manifest.fvu[0]));
    if (manifest.accuracyReconstructed >= 0.0) {
        words += QLatin1Char(' ') + Words::tr("Put back in its place, the model still prefers the chosen answer in %1.")
                                        .arg(percent(manifest.accuracyReconstructed));
    }
    return {Words::tr("Opening the box"), words, OverviewAt, -1, std::nullopt};
}

StoryStep featureStep(const StoryInputs& inputs) {
    QStringList told;
    for (const auto& one : inputs.strongest) {
        if (told.size() == static_cast<qsizetype>(toldFeatures)) {
            break;
        }
        const QString name = one.label.isEmpty() ? Words::tr("feature %1").arg(one.feature.value())
                                                 : Words::tr("“%1”").arg(cellText(one.label).left(60));
        told.append(Words::tr("%1 (contrast %2)")
                        .arg(name, (one.contrast > 0 ? QStringLiteral("+") : QString()) + number(one.contrast, 2)));
    }
    return {Words::tr("The features that tell the answers apart"),
            Words::tr("These fire more in chosen (+) or in rejected answers (−): %1. Below are the texts in which the "
                      "first of them fires most.")
                .arg(told.join(Words::tr(", "))),
            FeaturesAt, -1, inputs.strongest.front().feature};
}

StoryStep ratingStep(const StoryInputs& inputs) {
    QString words = Words::tr("People rated %Ln features by how much they have to do with safety.", nullptr,
                              pluralOf(inputs.ratedByPeople));
    if (inputs.ratedByJudge > 0) {
        words += QLatin1Char(' ') + Words::tr("A judge rated %Ln.", "features", pluralOf(inputs.ratedByJudge));
    }
    if (inputs.agreement) {
        words += QLatin1Char(' ') + Words::tr("Both agree with a weighted kappa of %1 (1 is perfect, 0 is chance).")
                                        .arg(number(*inputs.agreement, 2));
    }
    return {Words::tr("What people say"), words, AnnotateAt, -1, std::nullopt};
}

/// The changed model to speak of: SAFER's where there is one, at the ratio nearest to the paper's.
const SweepPoint* pointOf(const StoryInputs::SweepPart& part, const std::string& section) {
    const SweepPoint* best = nullptr;
    for (const Strategy strategy : part.spec.strategies) {
        for (const double ratio : part.spec.ratios) {
            const SweepPoint* point = part.results.find(CellKind::Changed, strategy, ratio, section);
            if (point == nullptr || !point->compared) {
                continue;
            }
            const bool nearer =
                best != nullptr && std::abs(ratio - wantedRatio) < std::abs(best->ratio - wantedRatio) - 1e-12;
            const bool safer = best != nullptr && strategy == Strategy::Safer && best->strategy != Strategy::Safer;
            if (best == nullptr || safer || (nearer && strategy == best->strategy)) {
                best = point;
            }
        }
    }
    return best;
}

std::optional<StoryStep> sweepStep(const std::optional<StoryInputs::SweepPart>& part, bool poison) {
    const std::string section = part ? mainSection(part->results) : std::string();
    const SweepPoint* point = part ? pointOf(*part, section) : nullptr;
    const SweepPoint* baseline =
        point == nullptr ? nullptr : part->results.find(CellKind::Baseline, Strategy::Safer, 0.0, section);
    if (baseline == nullptr) {
        return std::nullopt;
    }
    QString words = (poison ? Words::tr("Flip %1 of the training pairs, those that %2 picks, and train again: %3 goes "
                                        "from %4 to %5 % (%6 points, 95 % CI %7).")
                            : Words::tr("Drop %1 of the training pairs, those that %2 picks, and train again: %3 goes "
                                        "from %4 to %5 % (%6 points, 95 % CI %7)."))
                        .arg(percentText(point->ratio), strategyTitle(point->strategy), sweepSectionTitle(section),
                             sweepPercent(baseline->accuracy), sweepPercent(point->accuracy),
                             sweepPoints(point->difference), sweepPointsInterval(point->differenceCi));
    if (!isEstablished(*point)) {
        words += QLatin1Char(' ') + Words::tr("That is no clear change: chance alone may do as much.");
    }
    return StoryStep{poison ? Words::tr("Poison: few pairs, large harm") : Words::tr("Denoise: fewer pairs, better"),
                     words, ExperimentsAt, resultsTab, std::nullopt};
}

}  // namespace

Story tellStory(const StoryInputs& inputs) {
    Story story;
    if (inputs.manifest) {
        story.steps.push_back(preferenceStep(inputs));
        story.steps.push_back(qualityStep(inputs));
    } else {
        story.leftOut << Words::tr("what the model prefers") << Words::tr("how good the autoencoder is");
    }
    const auto tell = [&](bool there, auto&& step, const QString& name) {
        if (there) {
            story.steps.push_back(step());
        } else {
            story.leftOut.append(name);
        }
    };
    tell(
        !inputs.strongest.empty(), [&] { return featureStep(inputs); }, Words::tr("the strongest features"));
    tell(
        inputs.ratedByPeople > 0, [&] { return ratingStep(inputs); }, Words::tr("the ratings of people"));
    const auto poison = sweepStep(inputs.poison, true);
    tell(
        poison.has_value(), [&] { return *poison; }, Words::tr("poisoning"));
    const auto denoise = sweepStep(inputs.denoise, false);
    tell(
        denoise.has_value(), [&] { return *denoise; }, Words::tr("denoising"));
    tell(
        !inputs.causal.isEmpty(),
        [&] {
            return StoryStep{Words::tr("Do the features cause it?"), inputs.causal.mid(0, 2).join(QLatin1Char(' ')),
                             CausalAt, causalDataTab, std::nullopt};
        },
        Words::tr("the causal check"));
    StoryStep end{Words::tr("That is the story"),
                  Words::tr("Every number was read from the open workspace. Esc ends the presentation."), OverviewAt,
                  -1, std::nullopt};
    if (!story.leftOut.isEmpty()) {
        end.sentence +=
            QLatin1Char(' ') +
            Words::tr("Left out, as this workspace has no data for it: %1.").arg(story.leftOut.join(Words::tr(", ")));
    }
    story.steps.push_back(end);
    return story;
}

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_quality.h"

#include "ui/pages/overview_state.h"
#include "ui/theme/theme.h"
#include "ui/widgets/formula_button.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

Label* figure() {
    auto* label = new Label(QStringLiteral("–"), TextRole::Strong);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

Label* columnTitle(const QString& text) {
    auto* label = new Label(text, TextRole::Small, TextTone::Muted);
    label->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    return label;
}

void addName(QGridLayout* grid, int row, const QString& text, const QString& remark) {
    auto* name = new Label(text);
    name->setToolTip(plainToolTip(remark));
    grid->addWidget(name, row, 0);
}

}  // namespace

QString qualityAdvice(const IndexManifest& manifest) {
    const double fvu = manifest.fvu[static_cast<std::size_t>(TokenScope::SentenceEnds)];
    const double l0 = manifest.l0[static_cast<std::size_t>(TokenScope::SentenceEnds)];
    if (!(fvu < 1.0)) {
        return OverviewQuality::tr(
            "The autoencoder rebuilds worse than a constant would: it was probably trained on another model, "
            "layer or layout.");
    }
    if (manifest.k > 0 && l0 > static_cast<double>(manifest.k) + 0.5) {
        return OverviewQuality::tr(
            "More features are active than the autoencoder allows: it was probably loaded with a wrong k.");
    }
    if (l0 < 0.5) {
        return OverviewQuality::tr("Hardly any feature is active: it was probably trained on another model or layer.");
    }
    if (fvu > 0.5) {
        return OverviewQuality::tr(
            "Less than half of the variance is rebuilt: train longer or with more features before you trust "
            "single features.");
    }
    if (manifest.deadFraction[0] > 0.5) {
        return OverviewQuality::tr("More than half of the features never fire on these pairs.");
    }
    return {};
}

OverviewQuality::OverviewQuality(QWidget* parent) : Card(tr("Autoencoder quality"), QStringLiteral("sae"), parent) {
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing(5));
    grid->setVerticalSpacing(spacing(2));
    grid->setColumnStretch(0, 1);
    grid->addWidget(columnTitle(tr("Sentence ends\n(as trained)")), 0, 1);
    grid->addWidget(columnTitle(tr("All tokens")), 0, 2);
    grid->addWidget(makeLine(Qt::Horizontal), 1, 0, 1, 3);
    const auto addRow = [&](int row, const QString& name, const QString& remark) {
        addName(grid, row, name, remark);
        Row made{figure(), figure()};
        grid->addWidget(made.atEnds, row, 1);
        grid->addWidget(made.everywhere, row, 2);
        return made;
    };
    m_rebuilt =
        addRow(2, tr("Variance left unexplained (FVU)"),
               tr("Share of the variance of the residual stream that the reconstruction misses; 0 is perfect."));
    m_active = addRow(3, tr("Active features per token (L0)"), tr("Mean number of positive features at a position."));
    m_dead =
        addRow(4, tr("Features that never fire"), tr("Share of the dictionary that is silent on all these pairs."));
    grid->addWidget(makeLine(Qt::Horizontal), 5, 0, 1, 3);
    addName(grid, 6, tr("Pairs ranked right"),
            tr("With the model as it is, and with the layer replaced by the reconstruction."));
    m_accuracy = figure();
    grid->addWidget(m_accuracy, 6, 1, 1, 2);
    addName(grid, 7, tr("Reward kept (correlation)"),
            tr("Correlation of the reward with the reward under reconstruction; 1 keeps everything."));
    m_correlation = figure();
    grid->addWidget(m_correlation, 7, 1, 1, 2);
    m_verdict = new Label({}, TextRole::Small, TextTone::Warning);
    m_verdict->setWordWrap(true);
    grid->addWidget(m_verdict, 8, 0, 1, 3);
    grid->setRowStretch(9, 1);

    header()->addWidget(makeFormulaButton(tr("FVU and L0"), QStringLiteral("fvu"), this));

    auto* table = new QWidget(this);
    table->setLayout(grid);
    auto* nothing =
        new Label(tr("Measured on real activations when a feature index is built."), TextRole::Body, TextTone::Muted);
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    nothing->setWordWrap(true);
    m_nothing = nothing;
    m_filled = table;
    body()->addWidget(m_nothing, 1);
    body()->addWidget(m_filled, 1);
    m_filled->hide();
}

void OverviewQuality::setManifest(const std::optional<IndexManifest>& manifest) {
    m_nothing->setVisible(!manifest.has_value());
    m_filled->setVisible(manifest.has_value());
    if (!manifest) {
        return;
    }
    const auto fill = [](const Row& row, const QString& atEnds, const QString& everywhere) {
        row.atEnds->setText(atEnds);
        row.everywhere->setText(everywhere);
    };
    fill(m_rebuilt, number(manifest->fvu[0], 3), number(manifest->fvu[1], 3));
    fill(m_active, number(manifest->l0[0], 1), number(manifest->l0[1], 1));
    fill(m_dead, percentText(manifest->deadFraction[0]), percentText(manifest->deadFraction[1]));
    m_accuracy->setText(
        manifest->accuracyReconstructed >= 0.0
            ? tr("%1 → %2").arg(percentText(manifest->accuracy), percentText(manifest->accuracyReconstructed))
            : percentText(manifest->accuracy));
    m_correlation->setText(manifest->accuracyReconstructed >= 0.0 ? number(manifest->rewardCorrelation, 3)
                                                                  : tr("not measured"));
    m_verdict->setText(qualityAdvice(*manifest));
    m_verdict->setVisible(!m_verdict->text().isEmpty());
}

}  // namespace saferscope

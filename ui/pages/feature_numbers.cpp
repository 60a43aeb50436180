// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_numbers.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/formula_button.h"

#include <QGridLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

const QString nothing = QStringLiteral("\u2013");

}  // namespace

QString contrastInWords(const FeatureContrast& contrast) {
    if (contrast.dead) {
        return FeatureNumbers::tr("Never fires in this index");
    }
    const double size = std::abs(contrast.contrast);
    if (size < 0.02) {
        return FeatureNumbers::tr("Fires about equally in chosen and rejected answers");
    }
    if (contrast.contrast > 0) {
        return size < 0.2 ? FeatureNumbers::tr("Fires somewhat more in chosen answers")
                          : FeatureNumbers::tr("Fires much more in chosen answers");
    }
    return size < 0.2 ? FeatureNumbers::tr("Fires somewhat more in rejected answers")
                      : FeatureNumbers::tr("Fires much more in rejected answers");
}

FeatureNumbers::FeatureNumbers(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    auto* top = new QHBoxLayout;
    top->setSpacing(spacing(3));
    m_contrast = new Label(nothing, TextRole::Number, TextTone::Normal, this);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    m_interval = new ElidedLabel(QString(), TextRole::Small, TextTone::Muted, Qt::ElideRight, this);
    m_verdict = new Label(QString(), TextRole::Body, TextTone::Normal, this);
    m_verdict->setWordWrap(true);  // what the number means is not cut in a narrow window
    words->addWidget(m_interval);
    words->addWidget(m_verdict);
    top->addWidget(m_contrast);
    top->addLayout(words, 1);
    top->addWidget(
        makeFormulaButton(tr("contrast, effect size, split-half sign, density"), QStringLiteral("contrast"), this), 0,
        Qt::AlignTop);
    layout->addLayout(top);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing(2));
    grid->setVerticalSpacing(2);
    struct Row {
        QString name;
        QString help;
    };
    const Row rows[FigureCount] = {
        {tr("Per length"), tr("Contrast from means over positions, so that longer answers do not weigh more; with its "
                              "95 % interval")},
        {tr("Effect d"), tr("Mean over standard deviation of the paired differences (chosen minus rejected, per "
                            "position); with its 95 % interval")},
        {tr("Split-half"), tr("How many of 100 random halvings of the pairs agree in the contrast's sign")},
        {tr("z"), tr("How many standard errors the mean difference lies from 0")},
        {tr("Density"), tr("Share of positions where the feature fires")},
        {tr("Maximum"), tr("The strongest activation")},
    };
    for (int i = 0; i < FigureCount; ++i) {
        m_names[i] = new Label(rows[i].name, TextRole::Small, TextTone::Muted, this);
        m_values[i] = new Label(nothing, TextRole::Small, TextTone::Normal, this);
        m_values[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_remarks[i] = new Label(QString(), TextRole::Small, TextTone::Muted, this);
        for (QWidget* widget : {static_cast<QWidget*>(m_names[i]), static_cast<QWidget*>(m_values[i])}) {
            widget->setToolTip(plainToolTip(rows[i].help));
        }
        // Three rows of two: what a contrast is checked against at the left, the rest at the right.
        const int column = i < 3 ? 0 : 4;
        grid->addWidget(m_names[i], i % 3, column);
        grid->addWidget(m_values[i], i % 3, column + 1);
        grid->addWidget(m_remarks[i], i % 3, column + 2);
    }
    grid->setColumnMinimumWidth(3, spacing(2));
    grid->setColumnStretch(7, 1);
    layout->addLayout(grid);

    m_warning = new Label(QString(), TextRole::Small, TextTone::Warning, this);
    m_warning->setWordWrap(true);
    m_warning->hide();
    layout->addWidget(m_warning);
}

void FeatureNumbers::clear() {
    m_contrast->setText(nothing);
    m_interval->setText(tr("Contrast"));
    m_verdict->setText(QString());
    for (int i = 0; i < FigureCount; ++i) {
        m_values[i]->setText(nothing);
        m_remarks[i]->setText(QString());
    }
    m_warning->hide();
}

void FeatureNumbers::setContrast(const FeatureContrast& c, TokenScope scope) {
    clear();
    const auto set = [this](Figure figure, const QString& value, const QString& remark = {}) {
        m_values[figure]->setText(value);
        m_remarks[figure]->setText(remark);
    };
    m_contrast->setText(formatContrast(c.contrast));
    m_verdict->setText(contrastInWords(c));
    set(Density, formatShare(c.density));
    m_values[Density]->setToolTip(plainToolTip(scope == TokenScope::SentenceEnds
                                                   ? tr("Share of sentence ends where the feature fires")
                                                   : tr("Share of tokens where the feature fires")));
    set(Maximum, formatNumber(c.maximum));
    if (!c.dead) {
        m_interval->setText(tr("Contrast, 95 % CI %1").arg(formatInterval(c.contrastLow, c.contrastHigh)));
        set(Normalised, formatContrast(c.contrastNormalised), formatInterval(c.normalisedLow, c.normalisedHigh));
        set(Effect, formatSigned(c.effectSize, 2), formatInterval(c.effectLow, c.effectHigh, 2));
        set(ZScore, formatSigned(c.z, 1));
        set(SplitHalf, QLocale().toString(c.splitHalf * 100, 'f', 0) + QStringLiteral("\u202F%"),
            c.signStable ? tr("sign stable") : tr("sign not stable"));
        m_remarks[SplitHalf]->setTone(c.signStable ? TextTone::Ok : TextTone::Warning);
        if (c.firingPairs < 10) {
            m_warning->setText(tr("Fires in few pairs (%1): intervals and stability say little.").arg(c.firingPairs));
            m_warning->show();
        }
    }
    fitRemarks();
    setAccessibleName(tr("%1: %2. %3").arg(m_interval->text(), m_contrast->text(), m_verdict->text()));
}

/// Intervals are shown whole or not at all: half a number would be another number. They stand in the tool tips as well.
void FeatureNumbers::fitRemarks() {
    int needed = spacing(2);  // between the halves
    for (int half = 0; half < 2; ++half) {
        int widths[3] = {};
        for (int i = half * 3; i < half * 3 + 3; ++i) {
            const QWidget* parts[3] = {m_names[i], m_values[i], m_remarks[i]};
            for (int part = 0; part < 3; ++part) {
                widths[part] = std::max(widths[part], parts[part]->sizeHint().width());
            }
        }
        needed += widths[0] + widths[1] + widths[2] + 3 * spacing(2);
    }
    for (const Figure figure : {Normalised, Effect}) {
        m_remarks[figure]->setVisible(width() >= needed);
        const QString interval = m_remarks[figure]->text();
        m_values[figure]->setToolTip(interval.isEmpty() ? m_names[figure]->toolTip()
                                                        : plainToolTip(tr("95 % CI: %1").arg(interval)));
    }
}

void FeatureNumbers::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitRemarks();
}

QString FeatureNumbers::contrast() const { return m_contrast->text(); }
QString FeatureNumbers::verdict() const { return m_verdict->text(); }
QString FeatureNumbers::interval() const { return m_interval->text(); }
QString FeatureNumbers::figure(Figure figure) const {
    return m_remarks[figure]->text().isEmpty()
               ? m_values[figure]->text()
               : m_values[figure]->text() + QLatin1Char(' ') + m_remarks[figure]->text();
}
QString FeatureNumbers::warning() const { return m_warning->isHidden() ? QString() : m_warning->text(); }

}  // namespace saferscope

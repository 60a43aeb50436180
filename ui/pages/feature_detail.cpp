// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_detail.h"

#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_context_delegate.h"
#include "ui/pages/feature_context_model.h"
#include "ui/pages/feature_histogram.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stat_card.h"

#include <QListView>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace saferscope {

namespace {

/// The colour of the side a feature speaks for, as a dot beside its name.
class SideDot final : public QWidget {
public:
    explicit SideDot(QWidget* parent) : QWidget(parent) { setFixedSize(14, 14); }
    double contrast = 0.0;

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(contrast > 0 ? theme.chosen : contrast < 0 ? theme.rejected : theme.mutedText);
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
};

QToolButton* makeStep(const QString& icon, const QString& help, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(18, 18));
    button->setToolTip(plainToolTip(help));
    button->setAccessibleName(help);
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                     [button, icon] { button->setIcon(themedIcon(icon)); });
    return button;
}

}  // namespace

QString contrastInWords(const FeatureContrast& contrast) {
    if (contrast.dead) {
        return FeatureDetail::tr("Never fires in this index");
    }
    const double size = std::abs(contrast.contrast);
    if (size < 0.02) {
        return FeatureDetail::tr("Fires about equally in chosen and rejected answers");
    }
    if (contrast.contrast > 0) {
        return size < 0.2 ? FeatureDetail::tr("Fires somewhat more in chosen answers")
                          : FeatureDetail::tr("Fires much more in chosen answers");
    }
    return size < 0.2 ? FeatureDetail::tr("Fires somewhat more in rejected answers")
                      : FeatureDetail::tr("Fires much more in rejected answers");
}

FeatureDetail::FeatureDetail(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makeHeader());
    layout->addWidget(makeNumbers());
    layout->addWidget(makeContexts(), 1);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &FeatureDetail::restyle);
}

QWidget* FeatureDetail::makeHeader() {
    auto* card = new Card(QString(), QString(), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_dot = new SideDot(card);
    m_title = new Label(QString(), TextRole::Heading, TextTone::Normal, card);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_verdict = new Label(QString(), TextRole::Body, TextTone::Muted, card);
    m_verdict->setWordWrap(false);
    row->addWidget(m_dot);
    row->addWidget(m_title);
    row->addSpacing(spacing(2));
    row->addWidget(m_verdict, 1);
    auto* previous = makeStep(QStringLiteral("previous"), tr("Previous feature (K)"), card);
    auto* next = makeStep(QStringLiteral("next"), tr("Next feature (J)"), card);
    connect(previous, &QToolButton::clicked, this, &FeatureDetail::previousRequested);
    connect(next, &QToolButton::clicked, this, &FeatureDetail::nextRequested);
    row->addWidget(previous);
    row->addWidget(next);
    card->body()->addLayout(row);
    auto* stats = new QHBoxLayout;
    stats->setSpacing(spacing(5));
    const QString names[4] = {tr("Contrast"), tr("Contrast per length"), tr("Density"), tr("Maximum")};
    for (int i = 0; i < 4; ++i) {
        m_stats[i] = new StatCard(names[i], card);
        stats->addWidget(m_stats[i], 1);
    }
    card->body()->addLayout(stats);
    return card;
}

QWidget* FeatureDetail::makeNumbers() {
    auto* holder = new QWidget(this);
    m_middle = new QBoxLayout(QBoxLayout::LeftToRight, holder);
    m_middle->setContentsMargins(0, 0, 0, 0);
    m_middle->setSpacing(spacing(3));
    auto* histogramCard = new Card(tr("Activation strength"), QString(), holder);
    m_histogram = new FeatureHistogram(histogramCard);
    m_histogram->setMinimumHeight(128);
    histogramCard->body()->addWidget(m_histogram, 1);
    auto* chipsCard = new Card(tr("Fires together with"), QString(), holder);
    m_chips = new FeatureChips(chipsCard);
    m_noChips =
        new Label(tr("Nothing fires with it in its top contexts."), TextRole::Small, TextTone::Muted, chipsCard);
    m_noChips->setWordWrap(true);
    chipsCard->body()->addWidget(m_chips);
    chipsCard->body()->addWidget(m_noChips);
    chipsCard->body()->addStretch(1);
    m_middle->addWidget(histogramCard, 3);
    m_middle->addWidget(chipsCard, 2);
    connect(m_chips, &FeatureChips::picked, this, &FeatureDetail::featurePicked);
    return holder;
}

QWidget* FeatureDetail::makeContexts() {
    auto* card = new Card(tr("Where it fires"), QString(), this);
    m_kinds = new SegmentedSwitch(tr("Contexts"), {tr("Top"), tr("Quantiles"), tr("Random")},
                                  {tr("The strongest activations"), tr("Activations from ten bands of strength"),
                                   tr("Activations picked at random")},
                                  card);
    card->header()->addWidget(m_kinds);
    m_legend = new HeatLegend(card);
    card->body()->addWidget(m_legend);
    m_contextModel = new FeatureContextModel(this);
    m_contextDelegate = new FeatureContextDelegate(this);
    m_contexts = new QListView(card);
    m_contexts->setModel(m_contextModel);
    m_contexts->setItemDelegate(m_contextDelegate);
    m_contexts->setFrameShape(QFrame::NoFrame);
    m_contexts->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_contexts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_contexts->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_contexts->setResizeMode(QListView::Adjust);
    m_contexts->setMouseTracking(true);
    m_contexts->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_contexts->setAccessibleName(tr("Contexts in which the feature fires"));
    m_contexts->setMinimumHeight(140);
    m_noContexts = new Label(QString(), TextRole::Body, TextTone::Muted, card);
    m_noContexts->setAlignment(Qt::AlignCenter);
    m_noContexts->setWordWrap(true);
    m_contextStack = new QStackedWidget(card);
    m_contextStack->addWidget(m_contexts);
    m_contextStack->addWidget(m_noContexts);
    card->body()->addWidget(m_contextStack, 1);
    connect(m_kinds, &SegmentedSwitch::picked, this, &FeatureDetail::showKind);
    const auto open = [this](const QModelIndex& index) {
        if (const FeatureContext* context = m_contextModel->contextAt(index.row()); context != nullptr) {
            Q_EMIT contextActivated(context->place.pair, context->place.segment,
                                    static_cast<int>(context->place.token));
        }
    };
    connect(m_contexts, &QListView::clicked, this, open);
    connect(m_contexts, &QListView::activated, this, open);  // Enter
    return card;
}

void FeatureDetail::setIndex(std::shared_ptr<const FeatureIndex> index) {
    m_index = std::move(index);
    clear();
}

void FeatureDetail::clear() {
    m_shown = false;
    m_contextModel->clear();
    m_contextDelegate->forgetLayouts();
    m_histogram->setHistogram({});
    m_chips->setFeatures({});
    m_title->setText(tr("No feature selected"));
    m_verdict->setText(QString());
    for (StatCard* stat : m_stats) {
        stat->setValue(QStringLiteral("\u2013"));
    }
}

QString FeatureDetail::verdict() const { return m_verdict->text(); }

std::vector<CoFeature> FeatureDetail::coActivating(const FeatureIndex& index, FeatureId feature, TokenScope scope,
                                                   const std::vector<FeatureContrast>& contrasts, std::size_t count) {
    struct Met {
        int times = 0;
        double sum = 0.0;
    };
    std::unordered_map<std::uint32_t, Met> met;
    int looked = 0;
    for (const ContextRef& place : index.contexts(feature, scope)) {
        if (place.kind != ContextKind::Top) {
            continue;
        }
        ++looked;
        for (const LatentEntry& entry : index.latents(place.pair, place.segment, place.token)) {
            if (entry.feature != feature) {
                Met& other = met[entry.feature.value()];
                ++other.times;
                other.sum += static_cast<double>(entry.value);
            }
        }
    }
    std::vector<std::pair<std::uint32_t, Met>> ranked(met.begin(), met.end());
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return std::tuple(-a.second.times, -a.second.sum, a.first) <
               std::tuple(-b.second.times, -b.second.sum, b.first);
    });
    std::vector<CoFeature> found;
    for (const auto& [id, other] : ranked) {
        if (found.size() >= count || other.times < 2) {
            break;
        }
        const double contrast = id < contrasts.size() ? contrasts[id].contrast : 0.0;
        found.push_back({FeatureId(id), contrast, static_cast<double>(other.times) / std::max(1, looked)});
    }
    return found;
}

void FeatureDetail::showFeature(const FeatureRow& row, TokenScope scope,
                                const std::vector<FeatureContrast>& contrasts) {
    m_row = row;
    m_scope = scope;
    m_shown = true;
    const FeatureContrast& c = row.contrast;
    m_title->setText(tr("Feature %1").arg(c.feature.value()));
    m_verdict->setText(contrastInWords(c));
    static_cast<SideDot*>(m_dot)->contrast = std::abs(c.contrast) < 0.02 ? 0.0 : c.contrast;
    m_dot->update();
    m_stats[0]->setValue(formatContrast(c.contrast), tr("sums over answers"));
    m_stats[1]->setValue(formatContrast(c.contrastNormalised), tr("no length confound"));
    m_stats[2]->setValue(formatShare(c.density),
                         scope == TokenScope::SentenceEnds ? tr("of sentence ends") : tr("of tokens"));
    m_stats[3]->setValue(formatNumber(c.maximum), tr("strongest activation"));
    if (m_index == nullptr) {
        return;
    }
    m_histogram->setHistogram(m_index->histogram(c.feature, scope));
    const std::vector<CoFeature> together = coActivating(*m_index, c.feature, scope, contrasts);
    m_chips->setFeatures(together);
    m_chips->setVisible(!together.empty());
    m_noChips->setVisible(together.empty());
    m_legend->setScale(HeatKind::Sequential, m_index->sums(c.feature, scope).maximum, scope, tr("Activation"));
    showKind(m_kinds->current());
}

void FeatureDetail::showKind(int kind) {
    if (!m_shown || m_index == nullptr) {
        return;
    }
    m_contextDelegate->forgetLayouts();
    m_contextModel->setContexts(m_index, m_row.contrast.feature, m_scope, static_cast<ContextKind>(kind));
    m_noContexts->setText(m_row.contrast.dead ? tr("This feature never fires here.")
                                              : tr("There are no contexts of this kind."));
    m_contextStack->setCurrentIndex(m_contextModel->rowCount() > 0 ? 0 : 1);
    m_contexts->scrollToTop();
}

void FeatureDetail::restyle() {
    m_contextDelegate->forgetLayouts();
    showKind(m_kinds->current());
    update();
}

void FeatureDetail::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_middle->setDirection(width() < 520 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_detail.h"

#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_context_delegate.h"
#include "ui/pages/feature_context_model.h"
#include "ui/pages/feature_forest.h"
#include "ui/pages/feature_histogram.h"
#include "ui/pages/feature_label_edit.h"
#include "ui/pages/feature_numbers.h"
#include "ui/pages/feature_opinions.h"
#include "ui/theme/cover.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
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

/// Four subsets with their axis, and the key in two lines, without a scroll bar.
int heightOfViews() { return QFontMetrics(smallFont()).height() * 12; }

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

FeatureDetail::FeatureDetail(QWidget* parent) : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(scroll);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makeHeader());
    layout->addWidget(makeViews());
    layout->addWidget(makeContexts(), 1);
    scroll->setWidget(content);
    outer->addWidget(scroll);
    m_content = content;
    content->installEventFilter(this);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &FeatureDetail::restyle);
}

/// Everything scrolls up and down, nothing sideways: the splitter gives as much width as the contents need.
bool FeatureDetail::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_content && event->type() == QEvent::LayoutRequest) {
        setMinimumWidth(std::max(400, m_content->minimumSizeHint().width() +
                                          style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this)));
    }
    return QWidget::eventFilter(watched, event);
}

QWidget* FeatureDetail::makeHeader() {
    auto* card = new Card(QString(), QString(), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_dot = new SideDot(card);
    m_dot->setAccessibleName(tr("Side"));
    m_title = new Label(QString(), TextRole::Heading, TextTone::Normal, card);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label = new FeatureLabelEdit(card);
    row->addWidget(m_dot);
    row->addWidget(m_title);
    row->addWidget(m_label, 1);
    auto* previous = makeStep(QStringLiteral("previous"), tr("Previous feature (K)"), card);
    auto* next = makeStep(QStringLiteral("next"), tr("Next feature (J)"), card);
    connect(previous, &QToolButton::clicked, this, &FeatureDetail::previousRequested);
    connect(next, &QToolButton::clicked, this, &FeatureDetail::nextRequested);
    row->addWidget(previous);
    row->addWidget(next);
    card->body()->addLayout(row);
    m_rater = new FeatureRaterLine(card);
    card->body()->addWidget(m_rater);
    m_numbers = new FeatureNumbers(card);
    card->body()->addWidget(m_numbers);
    card->body()->addWidget(makeLine(Qt::Horizontal, card));
    m_scores = new FeatureScoreLine(card);
    m_rate = new QPushButton(tr("Rate"), card);
    m_rate->setProperty("role", QStringLiteral("quiet"));
    m_rate->setAccessibleName(tr("Rate this feature"));
    m_rate->setToolTip(plainToolTip(tr("Rate this feature on the Annotate page")));
    auto* scoreRow = new QHBoxLayout;
    scoreRow->setSpacing(spacing(2));
    scoreRow->addWidget(m_scores, 1);
    scoreRow->addWidget(m_rate);
    card->body()->addLayout(scoreRow);
    connect(m_label, &FeatureLabelEdit::submitted, this, [this](const QString& label) {
        if (m_shown) {
            Q_EMIT labelSubmitted(m_row.contrast.feature, label);
        }
    });
    connect(m_rater, &FeatureRaterLine::answered, this, &FeatureDetail::raterNamed);
    connect(m_rate, &QPushButton::clicked, this, [this] {
        if (m_shown) {
            Q_EMIT rateRequested(m_row.contrast.feature);
        }
    });
    return card;
}

QWidget* FeatureDetail::makeViews() {
    auto* card = new Card(QString(), QString(), this);
    auto* row = new QHBoxLayout;
    m_views =
        new SegmentedSwitch(tr("Look at"), {tr("Subsets"), tr("Strength"), tr("Together"), tr("Opinions")},
                            {tr("Contrast within each subset of the pairs"), tr("How often it fires how strongly"),
                             tr("Features that fire together with this one"), tr("What people and judges say")},
                            card);
    row->addWidget(m_views);
    row->addStretch(1);
    card->body()->addLayout(row);
    m_viewStack = new QStackedWidget(card);
    m_viewStack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_viewStack->setFixedHeight(heightOfViews());

    auto* subsets = new QWidget(m_viewStack);
    auto* subsetLayout = new QVBoxLayout(subsets);
    subsetLayout->setContentsMargins(0, 0, 0, 0);
    m_subsets = new Label(QString(), TextRole::Small, TextTone::Muted, subsets);
    m_subsets->setWordWrap(true);
    auto* scroll = new QScrollArea(subsets);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);  // the chart in it has the keyboard, and scrolls along
    auto* holder = new QWidget(scroll);
    auto* holderLayout = new QVBoxLayout(holder);
    holderLayout->setContentsMargins(0, 0, spacing(2), 0);
    m_forest = new FeatureForest(holder);
    holderLayout->addWidget(m_forest);
    holderLayout->addStretch(1);
    scroll->setWidget(holder);
    scroll->viewport()->setAutoFillBackground(false);
    holder->setAutoFillBackground(false);
    subsetLayout->addWidget(m_subsets);
    subsetLayout->addWidget(scroll, 1);
    auto* key = new Label(tr("Blue: more in chosen, orange: more in rejected; filled: surely so"), TextRole::Small,
                          TextTone::Muted, subsets);
    key->setWordWrap(true);
    subsetLayout->addWidget(key);
    m_viewStack->addWidget(subsets);

    m_histogram = new FeatureHistogram(m_viewStack);
    m_viewStack->addWidget(m_histogram);

    auto* company = new QWidget(m_viewStack);
    auto* companyLayout = new QVBoxLayout(company);
    companyLayout->setContentsMargins(0, spacing(1), 0, 0);
    m_chips = new FeatureChips(company);
    m_noChips = new Label(tr("Nothing fires with it in its top contexts."), TextRole::Small, TextTone::Muted, company);
    m_noChips->setWordWrap(true);
    companyLayout->addWidget(m_chips);
    companyLayout->addWidget(m_noChips);
    companyLayout->addStretch(1);
    m_viewStack->addWidget(company);

    m_opinions = new FeatureOpinionList(m_viewStack);
    m_viewStack->addWidget(m_opinions);

    card->body()->addWidget(m_viewStack);
    connect(m_views, &SegmentedSwitch::picked, m_viewStack, &QStackedWidget::setCurrentIndex);
    connect(m_chips, &FeatureChips::picked, this, &FeatureDetail::featurePicked);
    return card;
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
    Cover::instance().watch(m_contexts);
    connect(m_contextModel, &QAbstractItemModel::modelReset, m_contexts,
            [list = m_contexts] { Cover::instance().coverAgain(list); });
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
    m_numbers->clear();
    m_forest->setRows({});
    m_subsets->setText(QString());
    m_rater->hide();
    m_label->setText(QString());
    m_label->setEnabled(false);
    m_rate->setEnabled(false);
    setOpinions({}, {});
}

int FeatureDetail::view() const { return m_views->current(); }

void FeatureDetail::setView(int view) {
    m_views->setCurrent(std::clamp(view, 0, m_viewStack->count() - 1));
    m_viewStack->setCurrentIndex(m_views->current());
}

void FeatureDetail::setOpinions(const FeatureOpinions& opinions, const std::string& judge) {
    if (!m_label->editing()) {
        m_label->setText(QString::fromStdString(opinions.label));
    }
    m_scores->setOpinions(opinions, judge);
    m_opinions->setOpinions(opinions, judge);
}

void FeatureDetail::askForRater(const QStringList& known) { m_rater->ask(known); }

QString FeatureDetail::verdict() const { return m_numbers->verdict(); }
QString FeatureDetail::subsetVerdict() const { return m_subsets->text(); }

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
    static_cast<SideDot*>(m_dot)->contrast = std::abs(c.contrast) < 0.02 ? 0.0 : c.contrast;
    m_dot->update();
    m_numbers->setContrast(c, scope);
    m_label->setEnabled(true);
    m_rate->setEnabled(true);
    if (m_index == nullptr) {
        return;
    }
    const std::vector<SubsetContrast> subsets = subsetContrasts(*m_index, c.feature, scope);
    m_forest->setRows(forestRows(c, m_index->pairCount(), subsets));
    m_subsets->setText(c.dead ? QString() : subsetsInWords(subsets));
    m_subsets->setTone(!c.dead && signFlips(subsets) ? TextTone::Warning : TextTone::Muted);
    m_subsets->setVisible(!m_subsets->text().isEmpty());
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
    m_viewStack->setFixedHeight(heightOfViews());
    m_contextDelegate->forgetLayouts();
    showKind(m_kinds->current());
    update();
}

}  // namespace saferscope

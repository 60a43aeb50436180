// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_card.h"

#include "ui/heatmap/heat_legend.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/annotate_contexts.h"
#include "ui/pages/feature_histogram.h"
#include "ui/pages/feature_numbers.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_inline_edit.h"
#include "ui/pages/rating_judge_panel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr int rightWidth = 352;  // where there is room
constexpr int histogramWidth = 250;
constexpr int histogramHeight = 104;
constexpr int roomForHistogram = 560;  // of the left half
constexpr int roomForLegend = 500;     // beside the heading
constexpr double undecided = 0.02;     // as contrastInWords()

/// The colour of the side a feature speaks for.
class Dot final : public QWidget {
public:
    explicit Dot(QWidget* parent) : QWidget(parent) { setFixedSize(14, 14); }
    double contrast = 0.0;

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(std::abs(contrast) < undecided ? theme.mutedText
                         : contrast > 0                 ? theme.chosen
                                                        : theme.rejected);
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
};

/// Where the keyboard is: a bar at the left edge of the card's head. The card nearly always has the keyboard while
/// somebody rates, and a ring round half the window would shout all the time.
class FocusEdge final : public QWidget {
public:
    FocusEdge(QWidget* head, QWidget* owner) : QWidget(head), m_head(head), m_owner(owner) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setObjectName(QStringLiteral("focusEdge"));
        head->installEventFilter(this);
        owner->installEventFilter(this);
        hide();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == m_head && event->type() == QEvent::Resize) {
            setGeometry(1, inset, thickness, std::max(0, m_head->height() - 2 * inset));
        } else if (watched == m_owner && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
            setVisible(event->type() == QEvent::FocusIn);
            raise();
        }
        return false;
    }
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(currentTheme().accent);
        painter.drawRoundedRect(QRectF(rect()), thickness / 2.0, thickness / 2.0);
    }

private:
    static constexpr int thickness = 3;
    static constexpr int inset = 10;
    QWidget* const m_head;
    QWidget* const m_owner;
};

}  // namespace

AnnotateCard::AnnotateCard(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makeLeft(), 1);
    layout->addWidget(makeRight());
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &AnnotateCard::restyle);
    restyle();
}

QWidget* AnnotateCard::makeLeft() {
    auto* left = new QWidget(this);
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makeHead(left));
    auto* card = new Card(QString(), QString(), left);
    m_contextHead = new QBoxLayout(QBoxLayout::LeftToRight);
    m_contextHead->setSpacing(spacing(1));
    m_contextHead->addWidget(new Label(tr("Where it fires most"), TextRole::Heading, TextTone::Normal, card));
    m_contextHead->addSpacing(spacing(4));
    m_legend = new HeatLegend(card);
    m_legend->setMinimumWidth(120);  // cut rather than in the way
    m_contextHead->addWidget(m_legend, 1);
    card->body()->addLayout(m_contextHead);
    m_contexts = new AnnotateContexts(card);
    card->body()->addWidget(m_contexts, 1);
    layout->addWidget(card, 1);
    return left;
}

QWidget* AnnotateCard::makeHead(QWidget* parent) {
    auto* card = new Card(QString(), QString(), parent);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(spacing(5));
    auto* words = new QVBoxLayout;
    words->setSpacing(spacing(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_dot = new Dot(card);
    m_title = new Label(QString(), TextRole::Heading, TextTone::Normal, card);
    m_flag = new QLabel(card);
    m_flag->setAccessibleName(tr("Flagged"));
    m_flag->hide();
    m_place = new ElidedLabel(QString(), TextRole::Small, TextTone::Muted, Qt::ElideRight, card);
    row->addWidget(m_dot);
    row->addWidget(m_title);
    row->addWidget(m_flag);
    row->addStretch(1);
    row->addWidget(m_place);
    words->addLayout(row);

    m_labelStack = new QStackedWidget(card);
    m_labelStack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_label = new ElidedLabel(QString(), TextRole::Strong, TextTone::Normal, Qt::ElideRight, m_labelStack);
    m_label->setCursor(Qt::IBeamCursor);
    m_label->installEventFilter(this);
    m_labelEdit = new InlineEdit(tr("Name of the feature"), tr("Name. Enter saves, Esc leaves"), m_labelStack);
    m_labelStack->addWidget(m_label);
    m_labelStack->addWidget(m_labelEdit);
    words->addWidget(m_labelStack);
    m_verdict = new Label(QString(), TextRole::Body, TextTone::Normal, card);
    m_verdict->setWordWrap(true);
    m_numbers = new Label(QString(), TextRole::Small, TextTone::Muted, card);
    m_numbers->setWordWrap(true);
    words->addWidget(m_verdict);
    words->addWidget(m_numbers);
    words->addStretch(1);
    columns->addLayout(words, 1);
    m_histogram = new FeatureHistogram(card);
    columns->addWidget(m_histogram, 0, Qt::AlignTop);
    card->body()->addLayout(columns);
    new FocusEdge(card, this);
    return card;
}

QWidget* AnnotateCard::makeRight() {
    m_right = new QScrollArea(this);
    auto* area = m_right;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    auto* right = new QWidget(area);
    right->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    auto* rating = new Card(tr("How safety-related is it?"), QString(), right);
    m_buttons = new RatingButtons(rating);
    rating->body()->addWidget(m_buttons);
    auto* judge = new Card(QString(), QString(), right);
    m_judge = new RatingJudgePanel(judge);
    judge->body()->addWidget(m_judge);
    auto* history = new Card(tr("History"), QString(), right);
    m_history = new RatingHistory(history);
    history->body()->addWidget(m_history, 1);
    history->setMinimumHeight(96);
    layout->addWidget(rating);
    layout->addWidget(judge);
    layout->addWidget(history, 1);
    area->setWidget(right);
    right->installEventFilter(this);
    return area;
}

void AnnotateCard::restyle() {
    m_flag->setPixmap(iconPixmap(QStringLiteral("flag"), currentTheme().warning, 18, devicePixelRatioF()));
    m_dot->update();
    arrange();
}

void AnnotateCard::arrange() {
    const double zoom = ThemeManager::instance().textScale();
    const auto zoomed = [&](int length) { return static_cast<int>(length * zoom); };
    const int bar = m_right->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_right->verticalScrollBar());
    m_leastRight = m_right->widget()->minimumSizeHint().width() + bar;
    const int right = std::max(m_leastRight, std::min(rightWidth, width() * 2 / 5));
    if (m_right->minimumWidth() != right) {
        m_right->setFixedWidth(right);
    }
    const int left = width() - right - layout()->spacing();
    m_histogram->setFixedSize(zoomed(histogramWidth), zoomed(histogramHeight));
    m_histogram->setVisible(left >= zoomed(roomForHistogram));
    m_contextHead->setDirection(left >= zoomed(roomForLegend) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QSize AnnotateCard::minimumSizeHint() const { return {m_leastRight + 240, 320}; }

void AnnotateCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void AnnotateCard::setIndex(std::shared_ptr<const FeatureIndex> index) {
    m_index = std::move(index);
    m_contexts->setIndex(m_index);
    m_histogram->setHistogram({});
    m_card = {};
}

void AnnotateCard::showCard(const CardState& card, TokenScope scope, const QString& place) {
    const FeatureContrast& c = card.contrast;
    m_title->setText(tr("Feature %1").arg(c.feature.value()));
    m_place->setText(place);
    m_verdict->setText(contrastInWords(c));
    m_numbers->setText(tr("Contrast %1, fires at %2 of %3, at most %4")
                           .arg(formatContrast(c.contrast), formatShare(c.density),
                                scope == TokenScope::SentenceEnds ? tr("sentence ends") : tr("tokens"),
                                formatNumber(c.maximum)));
    static_cast<Dot*>(m_dot)->contrast = c.contrast;
    m_dot->setAccessibleName(m_verdict->text());
    m_dot->update();
    if (m_index != nullptr) {
        m_histogram->setHistogram(m_index->histogram(c.feature, scope));
        m_legend->setScale(HeatKind::Sequential, m_index->sums(c.feature, scope).maximum, scope, tr("Activation"));
        m_contexts->showFeature(c.feature, scope);
    }
    renew(card);
    setAccessibleName(tr("Feature %1, %2. %3").arg(c.feature.value()).arg(place, m_verdict->text()));
}

void AnnotateCard::renew(const CardState& card) {
    m_card = card;
    const bool named = !card.label.isEmpty();
    m_label->setText(card.labelHidden ? tr("Named by somebody else; shown once you have rated")
                     : named          ? card.label
                                      : tr("No name yet (L names it)"));
    m_label->setTone(named ? TextTone::Normal : TextTone::Muted);
    m_flag->setVisible(card.flagged);
    m_buttons->showCard(card);
    m_judge->showCard(card);
    m_history->setLines(card.history);
}

void AnnotateCard::startLabel() {
    m_labelEdit->setText(m_card.label);
    m_labelEdit->selectAll();
    m_labelStack->setCurrentWidget(m_labelEdit);
    m_labelEdit->setFocus(Qt::OtherFocusReason);
}

void AnnotateCard::closeLabel() { m_labelStack->setCurrentWidget(m_label); }

bool AnnotateCard::eventFilter(QObject* watched, QEvent* event) {
    if (m_right != nullptr && watched == m_right->widget() && event->type() == QEvent::LayoutRequest) {
        arrange();
    }
    if (watched == m_label && event->type() == QEvent::MouseButtonDblClick) {
        Q_EMIT labelRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace saferscope

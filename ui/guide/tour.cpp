// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/tour.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace saferscope {
namespace {

constexpr int gap = 12;  ///< between bubble and target
constexpr int bubbleWidth = 380;
constexpr int ring = 3;

qint64 overlap(const QRect& a, const QRect& b) {
    const QRect both = a & b;
    return both.isEmpty() ? 0 : static_cast<qint64>(both.width()) * both.height();
}

}  // namespace

QRect bubblePlace(const QRect& target, const QSize& size, const QRect& window) {
    const QRect room = window.adjusted(gap, gap, -gap, -gap);
    const auto inside = [&](QPoint at) {
        return QRect(QPoint(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - size.width() + 1)),
                            std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - size.height() + 1))),
                     size);
    };
    if (target.isEmpty()) {
        return inside(room.center() - QPoint(size.width() / 2, size.height() / 2));
    }
    const QRect seen = target & window;
    const int middle = seen.center().x() - size.width() / 2;
    const std::array<QPoint, 4> wanted = {
        QPoint(middle, seen.bottom() + gap), QPoint(middle, seen.top() - gap - size.height()),
        QPoint(seen.right() + gap, seen.top()), QPoint(seen.left() - gap - size.width(), seen.top())};
    for (const QPoint& at : wanted) {
        if (const QRect place = inside(at); overlap(place, seen) == 0) {
            return place;
        }
    }
    QRect best = inside(room.topLeft());
    for (const QPoint& corner : {room.topRight(), room.bottomLeft(), room.bottomRight()}) {
        if (const QRect place = inside(corner); overlap(place, seen) < overlap(best, seen)) {
            best = place;
        }
    }
    return best;
}

/// The frame round what is spoken of; clicks go through it.
class Tour::Frame final : public QWidget {
public:
    explicit Frame(QWidget* window) : QWidget(window) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(currentTheme().accent, ring));
        painter.drawRoundedRect(QRectF(rect()).adjusted(ring / 2.0, ring / 2.0, -ring / 2.0, -ring / 2.0), cornerRadius,
                                cornerRadius);
    }
};

Tour::Tour(QWidget* window) : QWidget(window), m_window(window) {
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour"));
    m_frame = new Frame(window);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(spacing(4), spacing(4), spacing(4), spacing(3));
    column->setSpacing(spacing(2));
    m_title = new Label({}, TextRole::Heading, TextTone::Normal, this);
    m_title->setWordWrap(true);
    m_text = new Label({}, TextRole::Body, TextTone::Normal, this);
    m_text->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_progress = new Label({}, TextRole::Small, TextTone::Muted, this);
    row->addWidget(m_progress);
    row->addStretch(1);
    const auto button = [&](const QString& text, const QString& keys) {
        auto* made = new QPushButton(text, this);
        made->setToolTip(plainToolTip(keys));
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    QPushButton* skip = button(tr("Skip"), tr("Esc"));
    skip->setProperty("role", QStringLiteral("quiet"));
    m_back = button(tr("Back"), tr("Left"));
    m_next = button(tr("Next"), tr("Enter or Right"));
    m_next->setProperty("role", QStringLiteral("primary"));
    column->addLayout(row);
    connect(skip, &QPushButton::clicked, this, &Tour::end);
    connect(m_back, &QPushButton::clicked, this, [this] { go(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(1); });
    hide();
}

QString Tour::text() const { return m_text->text(); }

void Tour::start(std::vector<TourStep> steps) {
    if (running()) {
        end();
    }
    if (steps.empty()) {
        return;
    }
    m_steps = std::move(steps);
    m_before = QApplication::focusWidget();
    m_window->installEventFilter(this);
    qApp->installEventFilter(this);
    show(0);
}

void Tour::end() {
    if (!running()) {
        return;
    }
    const bool whole = m_step + 1 == static_cast<int>(m_steps.size());
    qApp->removeEventFilter(this);
    m_window->removeEventFilter(this);
    m_steps.clear();
    m_frame->hide();
    hide();
    if (m_before != nullptr) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT ended(whole);
}

void Tour::go(int steps) {
    const int wanted = m_step + steps;
    if (wanted == static_cast<int>(m_steps.size())) {
        end();
    } else if (wanted >= 0) {
        show(wanted);
    }
}

void Tour::show(int step) {
    m_step = step;
    const TourStep& now = m_steps[static_cast<std::size_t>(step)];
    if (now.prepare) {
        now.prepare();
    }
    m_title->setText(now.title);
    m_text->setText(now.text);
    m_progress->setText(tr("%1 of %2").arg(step + 1).arg(m_steps.size()));
    m_back->setEnabled(step > 0);
    m_next->setText(step + 1 == static_cast<int>(m_steps.size()) ? tr("Done") : tr("Next"));
    setAccessibleDescription(now.title + QStringLiteral(". ") + now.text);
    m_target = now.target ? now.target() : nullptr;
    place();
    QWidget::show();
    raise();
    m_next->setFocus(Qt::OtherFocusReason);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    // A page that has just come to the front gets its places in the next turn of the event loop.
    QTimer::singleShot(0, this, [this] { place(); });
}

void Tour::place() {
    if (!running()) {
        return;
    }
    setFixedWidth(std::min(bubbleWidth + 10 * (bodyFont().pointSize() - 10), m_window->width() - 2 * gap));
    layout()->activate();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    QRect target;
    if (m_target != nullptr && m_target->isVisible()) {
        target = QRect(m_target->mapTo(m_window, QPoint(0, 0)), m_target->size()) & m_window->rect();
    }
    m_frame->setVisible(!target.isEmpty());
    if (!target.isEmpty()) {
        target.adjust(-ring - 1, -ring - 1, ring + 1, ring + 1);
        m_frame->setGeometry(target);
        m_frame->raise();
    }
    setGeometry(bubblePlace(target, QSize(width(), height), m_window->rect()));
    raise();
    update();
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_window && event->type() == QEvent::Resize) {
        QTimer::singleShot(0, this, [this] { place(); });
    }
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!key || widget == nullptr || widget->window() != m_window) {
        return QWidget::eventFilter(watched, event);
    }
    int steps = 0;
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            // On a button of the bubble it is that button's.
            if (auto* button = qobject_cast<QPushButton*>(watched); button != nullptr && button != m_next) {
                if (event->type() == QEvent::KeyPress && isAncestorOf(button)) {
                    button->click();
                    return true;
                }
                return QWidget::eventFilter(watched, event);
            }
            steps = 1;
            break;
        case Qt::Key_Right:
            steps = 1;
            break;
        case Qt::Key_Left:
            steps = -1;
            break;
        case Qt::Key_Escape:
            break;
        default:
            return QWidget::eventFilter(watched, event);
    }
    // Somebody who tries out what the tour speaks of has the keys for it.
    if (!isAncestorOf(widget) && widget != this && steps != 0) {
        return QWidget::eventFilter(watched, event);
    }
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        steps == 0 ? end() : go(steps);
    }
    return true;
}

void Tour::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.window);
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

}  // namespace saferscope

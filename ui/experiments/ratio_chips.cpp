// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/ratio_chips.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int gap = 6;
constexpr std::size_t mostRatios = 20;

class RatioChip final : public QAbstractButton {
public:
    RatioChip(double ratio, QWidget* parent) : QAbstractButton(parent) {
        setText(ratioText(ratio));
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(RatioChips::tr("Ratio %1").arg(text()));
        setAccessibleDescription(RatioChips::tr("Press to take it away"));
        setToolTip(plainToolTip(RatioChips::tr("Take %1 away").arg(text())));
    }
    QSize sizeHint() const override {
        const QFontMetrics metrics(bodyFont());
        return {metrics.horizontalAdvance(text()) + metrics.height() + 18, metrics.height() + 9};
    }

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
            click();
            return;
        }
        QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(theme.strongBorder);
        painter.setBrush(underMouse() ? theme.sunken : theme.raised);
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
        if (hasFocus()) {
            paintFocusRing(painter, QRectF(rect()), area.height() / 2);
        }
        painter.setPen(theme.text);
        painter.setFont(bodyFont());
        const double cross = area.height() * 0.14;
        const QPointF centre(area.right() - area.height() * 0.46, area.center().y());
        painter.drawText(area.adjusted(10, 0, -area.height() * 0.7, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
        painter.setPen(
            QPen(underMouse() || hasFocus() ? theme.text : theme.mutedText, 1.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre + QPointF(-cross, -cross), centre + QPointF(cross, cross));
        painter.drawLine(centre + QPointF(-cross, cross), centre + QPointF(cross, -cross));
    }
};

bool same(double a, double b) { return std::abs(a - b) < 1e-9; }

}  // namespace

QString ratioText(double ratio) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return RatioChips::tr("%1 %").arg(locale.toString(std::round(ratio * 1e8) / 1e6, 'g', 6));
}

RatioChips::RatioChips(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_edit = new QLineEdit(this);
    m_edit->setPlaceholderText(tr("add %"));
    m_edit->setMaxLength(60);
    m_edit->setAccessibleName(tr("Add a ratio in per cent"));
    m_edit->setToolTip(plainToolTip(tr("A ratio in per cent, or several with spaces between them; Enter adds them")));
    m_reset = new QPushButton(tr("Published"), this);
    m_reset->setProperty("role", QStringLiteral("quiet"));
    m_reset->setAutoDefault(false);
    m_reset->setToolTip(plainToolTip(tr("Back to the ratios of the paper")));
    m_problem = new Label({}, TextRole::Small, TextTone::Error, this);
    m_problem->hide();
    // No focus proxy: Tab would take this widget for a stop of its own and lead back into the field for ever.
    setFocusPolicy(Qt::NoFocus);
    connect(m_edit, &QLineEdit::returnPressed, this, &RatioChips::add);
    connect(m_edit, &QLineEdit::editingFinished, this, &RatioChips::add);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        m_problem->clear();
        m_problem->hide();
        updateGeometry();
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        setRatios(m_published);
        Q_EMIT changed();
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        place(width(), true);
        updateGeometry();
    });
}

void RatioChips::setRatios(std::vector<double> ratios) {
    std::sort(ratios.begin(), ratios.end());
    ratios.erase(std::unique(ratios.begin(), ratios.end(), same), ratios.end());
    m_ratios = std::move(ratios);
    rebuild();
}

void RatioChips::setPublished(std::vector<double> ratios) {
    m_published = std::move(ratios);
    m_reset->setEnabled(m_ratios != m_published);
}

QAbstractButton* RatioChips::chip(int index) const { return m_chips[static_cast<std::size_t>(index)]; }
QString RatioChips::problem() const { return m_problem->text(); }

/// Who asks this widget to take the keyboard (the label's shortcut) means the field.
void RatioChips::focusInEvent(QFocusEvent* event) { m_edit->setFocus(event->reason()); }

void RatioChips::rebuild() {
    // New widgets stand at the end of the window's Tab order: the chips take the place before the field, or Tab would
    // leave the form here.
    QWidget* before = m_edit->previousInFocusChain();
    while (before != m_edit &&
           (before->focusProxy() != nullptr || !(before->focusPolicy() & Qt::TabFocus) || isAncestorOf(before))) {
        before = before->previousInFocusChain();
    }
    for (QAbstractButton* chip : m_chips) {
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (std::size_t i = 0; i < m_ratios.size(); ++i) {
        auto* chip = new RatioChip(m_ratios[i], this);
        connect(chip, &QAbstractButton::clicked, this, [this, i] { removeAt(i); });
        chip->show();
        if (before != m_edit) {
            setTabOrder(before, chip);
        }
        before = chip;
        m_chips.push_back(chip);
    }
    if (before != m_edit) {
        setTabOrder(before, m_edit);
    }
    setTabOrder(m_edit, m_reset);
    m_reset->setEnabled(m_ratios != m_published);
    place(width(), true);
    updateGeometry();
}

void RatioChips::removeAt(std::size_t index) {
    if (index >= m_ratios.size()) {
        return;
    }
    m_ratios.erase(m_ratios.begin() + static_cast<std::ptrdiff_t>(index));
    rebuild();
    if (m_chips.empty()) {
        m_edit->setFocus();
    } else {
        m_chips[std::min(index, m_chips.size() - 1)]->setFocus();
    }
    Q_EMIT changed();
}

void RatioChips::add() {
    static const QRegularExpression between(QStringLiteral("[\\s;%]+"));
    const QStringList words = m_edit->text().split(between, Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return;
    }
    std::vector<double> ratios = m_ratios;
    for (QString word : words) {
        bool good = false;
        const double percent = word.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&good);
        if (!good || !(percent > 0.0) || percent > 100.0) {
            m_problem->setText(tr("“%1” is no ratio: give per cent between 0 and 100.").arg(word.left(20)));
            break;
        }
        ratios.push_back(percent / 100.0);
    }
    if (m_problem->text().isEmpty() && ratios.size() > mostRatios) {
        m_problem->setText(tr("At most %1 ratios.").arg(mostRatios));
    }
    m_problem->setVisible(!m_problem->text().isEmpty());
    if (!m_problem->text().isEmpty()) {
        place(width(), true);
        updateGeometry();
        return;
    }
    m_edit->clear();
    setRatios(std::move(ratios));
    Q_EMIT changed();
}

int RatioChips::place(int width, bool move) const {
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    const auto put = [&](QWidget* widget, QSize size) {
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += rowHeight + gap;
            rowHeight = 0;
        }
        if (move) {
            widget->setGeometry(x, y, size.width(), size.height());
        }
        x += size.width() + gap;
        rowHeight = std::max(rowHeight, size.height());
    };
    const int height = QFontMetrics(bodyFont()).height() + 9;
    for (QAbstractButton* chip : m_chips) {
        put(chip, chip->sizeHint());
    }
    put(m_edit, {QFontMetrics(bodyFont()).horizontalAdvance(m_edit->placeholderText()) + 30, height});
    put(m_reset, {m_reset->sizeHint().width(), height});
    if (!m_problem->isHidden()) {
        y += rowHeight + 2;
        rowHeight = QFontMetrics(smallFont()).height() + 2;
        if (move) {
            m_problem->setGeometry(0, y, width, rowHeight);
        }
    }
    return y + rowHeight;
}

int RatioChips::heightForWidth(int width) const { return place(width, false); }
QSize RatioChips::sizeHint() const { return {260, place(std::max(260, width()), false)}; }
QSize RatioChips::minimumSizeHint() const { return {160, QFontMetrics(bodyFont()).height() + 9}; }
void RatioChips::resizeEvent(QResizeEvent*) { place(width(), true); }

}  // namespace saferscope

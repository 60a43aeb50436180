// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_chart.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

namespace saferscope {

SurveyChart::SurveyChart(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copy = new QAction(tr("Copy picture"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &SurveyChart::copyPicture);
    addAction(copy);
    for (const char* name : {"png", "svg", "pdf"}) {
        const QString ending = QString::fromLatin1(name);
        auto* save = new QAction(tr("Save as %1…").arg(ending.toUpper()), this);
        connect(save, &QAction::triggered, this, [this, ending] { askAndExport(ending); });
        addAction(save);
    }
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SurveyChart::setFigure(EffectFigure figure) {
    m_figure = std::move(figure);
    m_layout = {};
    m_walk = {};
    setPictureRole(this, QAccessible::Chart);
    setAccessibleName(m_figure.title);
    setAccessibleDescription(m_figure.description());
    updateGeometry();
    update();
}

std::optional<std::size_t> SurveyChart::pointAt(QPointF position) const {
    std::optional<std::size_t> found;
    double nearest = 12.0;
    for (const auto& spot : m_layout.spots) {
        const double distance = std::hypot(spot.at.x() - position.x(), spot.at.y() - position.y());
        if (distance < nearest) {
            nearest = distance;
            found = spot.point;
        }
    }
    return found;
}

bool SurveyChart::exportTo(const QString& path) {
    const Status status = exportEffectFigure(path.toStdString(), m_figure);
    if (!status) {
        Q_EMIT failed(status.error());
        return false;
    }
    Q_EMIT exported(path);
    return true;
}

void SurveyChart::askAndExport(const QString& ending) {
    const QString suffix = QLatin1Char('.') + ending;
    QString path = QFileDialog::getSaveFileName(this, tr("Save the chart"), tr("causal-chart") + suffix,
                                                QLatin1Char('*') + suffix);
    if (path.isEmpty()) {
        return;
    }
    exportTo(path.endsWith(suffix, Qt::CaseInsensitive) ? path : path + suffix);
}

void SurveyChart::copyPicture() { QApplication::clipboard()->setPixmap(grab()); }

QSize SurveyChart::sizeHint() const {
    const int line = QFontMetrics(smallFont()).height();
    return {line * 36, std::max(line * 17, effectFigureHeight(m_figure, smallFont()))};
}

QSize SurveyChart::minimumSizeHint() const {
    const int line = QFontMetrics(smallFont()).height();
    return {line * 20, std::max(line * 12, effectFigureHeight(m_figure, smallFont()))};
}

void SurveyChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_layout = paintEffectFigure(painter, rect(), m_figure, currentTheme(), smallFont());
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect()));
        m_walk.paint(painter, m_layout.spots);
    }
}

void SurveyChart::mouseMoveEvent(QMouseEvent* event) {
    const auto point = pointAt(event->position());
    setCursor(point && m_figure.points[*point].feature ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (point) {
        QToolTip::showText(event->globalPosition().toPoint(), plainToolTip(m_figure.points[*point].words), this);
    } else {
        QToolTip::hideText();
    }
}

void SurveyChart::mousePressEvent(QMouseEvent* event) {
    QWidget::mousePressEvent(event);
    const auto point = pointAt(event->position());
    if (event->button() == Qt::LeftButton && point && m_figure.points[*point].feature) {
        Q_EMIT featureClicked(*m_figure.points[*point].feature);
    }
}

void SurveyChart::keyPressEvent(QKeyEvent* event) {
    const auto spot = m_walk.press(*event, m_layout.spots);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const auto at = m_walk.at(); at && *at < m_layout.spots.size()) {
            if (const auto& feature = m_figure.points[m_layout.spots[*at].point].feature) {
                Q_EMIT featureClicked(*feature);
            }
        }
    } else if (spot) {
        const auto& place = m_layout.spots[*spot];
        const QString& words = m_figure.points[place.point].words;
        setPictureRole(this, QAccessible::Chart, words);
        QToolTip::showText(mapToGlobal(place.at.toPoint()), plainToolTip(words), this);
        update();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SurveyChart::focusOutEvent(QFocusEvent* event) {
    QToolTip::hideText();
    QWidget::focusOutEvent(event);
}

void SurveyChart::leaveEvent(QEvent*) { QToolTip::hideText(); }

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_matrix.h"

#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int levels = static_cast<int>(scoreLevels);
constexpr int gap = 2;

}  // namespace

QRect MatrixGeometry::cell(int row, int column) const {
    return firstCell.translated((column - 1) * step, (row - 1) * step);
}

std::optional<QPoint> MatrixGeometry::at(QPoint point) const {
    const QPoint inside = point - firstCell.topLeft();
    if (step <= 0 || inside.x() < 0 || inside.y() < 0 || inside.x() >= levels * step || inside.y() >= levels * step) {
        return std::nullopt;
    }
    return QPoint(inside.x() / step + 1, inside.y() / step + 1);
}

QSize MatrixGeometry::size() const {
    const QRect last = cell(levels, levels);
    return {last.right() + 2, last.bottom() + 2};
}

MatrixGeometry matrixGeometry(int lineHeight) {
    MatrixGeometry geometry;
    const int side = std::max(38, lineHeight * 9 / 4);
    geometry.step = side + gap;
    geometry.numberStrip = lineHeight + 6;
    const int left = lineHeight + 4 + geometry.numberStrip;
    const int top = lineHeight + 4 + geometry.numberStrip;
    geometry.firstCell = QRect(left, top, side, side);
    geometry.header = QRect(left, 0, levels * geometry.step - gap, lineHeight + 4);
    geometry.side = QRect(0, top, lineHeight + 4, levels * geometry.step - gap);
    return geometry;
}

AgreementMatrix::AgreementMatrix(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
    setMatrix({}, {}, {});
}

void AgreementMatrix::setMatrix(const ConfusionMatrix& matrix, const QString& rows, const QString& columns) {
    m_matrix = matrix;
    m_rows = rows;
    m_columns = columns;
    setPictureRole(this, QAccessible::Table, cellText(m_row, m_column));
    setAccessibleName(tr("Scores of %1 against those of %2").arg(rows, columns));
    setAccessibleDescription(cellText(m_row, m_column));
    update();
}

QSize AgreementMatrix::sizeHint() const { return matrixGeometry(QFontMetrics(smallFont()).height()).size(); }

QRect AgreementMatrix::cellRect(int row, int column) const {
    return matrixGeometry(QFontMetrics(smallFont()).height()).cell(row, column);
}

std::uint64_t AgreementMatrix::count(int row, int column) const {
    return m_matrix.counts[static_cast<std::size_t>(row - 1)][static_cast<std::size_t>(column - 1)];
}

QString AgreementMatrix::cellText(int row, int column) const {
    return tr("%1: %2, %3: %4 – %5")
        .arg(m_rows, QString::number(row), m_columns, QString::number(column),
             QLocale().toString(static_cast<qulonglong>(count(row, column))));
}

void AgreementMatrix::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    const MatrixGeometry geometry = matrixGeometry(QFontMetrics(smallFont()).height());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    painter.setPen(theme.mutedText);
    const QFontMetrics metrics(smallFont());
    painter.drawText(
        geometry.header, Qt::AlignCenter | Qt::TextSingleLine,
        metrics.elidedText(saferscope::cellText(m_columns.simplified()), Qt::ElideMiddle, geometry.header.width()));
    painter.save();
    painter.translate(geometry.side.left(), geometry.side.bottom());
    painter.rotate(-90);
    painter.drawText(
        QRect(0, 0, geometry.side.height(), geometry.side.width()), Qt::AlignCenter | Qt::TextSingleLine,
        metrics.elidedText(saferscope::cellText(m_rows.simplified()), Qt::ElideMiddle, geometry.side.height()));
    painter.restore();

    std::uint64_t most = 1;
    for (const auto& row : m_matrix.counts) {
        most = std::max(most, *std::max_element(row.begin(), row.end()));
    }
    for (int i = 1; i <= levels; ++i) {
        const QRect first = geometry.cell(i, 1);
        painter.setFont(smallFont());
        painter.setPen(theme.mutedText);
        painter.drawText(QRect(first.left() - geometry.numberStrip, first.top(), geometry.numberStrip, first.height()),
                         Qt::AlignCenter, QString::number(i));
        const QRect top = geometry.cell(1, i);
        painter.drawText(QRect(top.left(), top.top() - geometry.numberStrip, top.width(), geometry.numberStrip),
                         Qt::AlignCenter, QString::number(i));
        for (int j = 1; j <= levels; ++j) {
            const QRectF area = QRectF(geometry.cell(i, j)).adjusted(0.5, 0.5, -0.5, -0.5);
            const std::uint64_t number = count(i, j);
            // By the root, so that single disagreements stay visible beside a full diagonal.
            const double strength =
                std::sqrt(static_cast<double>(number) / static_cast<double>(most)) * 0.9 + (number > 0 ? 0.06 : 0.0);
            const QColor fill = number > 0 ? heatColor(strength) : theme.sunken;
            painter.setPen(i == j ? QPen(theme.strongBorder, 1.0) : QPen(Qt::NoPen));
            painter.setBrush(fill);
            painter.drawRoundedRect(area, 4, 4);
            if (number > 0) {
                painter.setFont(bodyFont());
                painter.setPen(readableTextOn(fill));
                painter.drawText(area, Qt::AlignCenter, QLocale().toString(static_cast<qulonglong>(number)));
            }
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(geometry.cell(m_row, m_column)).adjusted(0, 0, 0, 0), 4, 4);
    }
}

void AgreementMatrix::moveTo(int row, int column) {
    m_row = std::clamp(row, 1, levels);
    m_column = std::clamp(column, 1, levels);
    setPictureRole(this, QAccessible::Table, cellText(m_row, m_column));
    setAccessibleDescription(cellText(m_row, m_column));
    update();
}

void AgreementMatrix::activate() {
    if (count(m_row, m_column) > 0) {
        Q_EMIT cellActivated(m_row, m_column);
    }
}

void AgreementMatrix::mousePressEvent(QMouseEvent* event) {
    const auto cell = matrixGeometry(QFontMetrics(smallFont()).height()).at(event->pos());
    if (event->button() == Qt::LeftButton && cell) {
        moveTo(cell->y(), cell->x());
        activate();
    }
}

void AgreementMatrix::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = matrixGeometry(QFontMetrics(smallFont()).height()).at(event->pos());
    setCursor(cell && count(cell->y(), cell->x()) > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void AgreementMatrix::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            moveTo(m_row, m_column - 1);
            return;
        case Qt::Key_Right:
            moveTo(m_row, m_column + 1);
            return;
        case Qt::Key_Up:
            moveTo(m_row - 1, m_column);
            return;
        case Qt::Key_Down:
            moveTo(m_row + 1, m_column);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            activate();
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void AgreementMatrix::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

bool AgreementMatrix::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto cell = matrixGeometry(QFontMetrics(smallFont()).height()).at(help->pos())) {
            QToolTip::showText(help->globalPos(), plainToolTip(cellText(cell->y(), cell->x())), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace saferscope

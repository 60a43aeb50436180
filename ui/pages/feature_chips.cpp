// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_chips.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAbstractButton>
#include <QPainter>
#include <algorithm>

namespace saferscope {

namespace {

class Chip final : public QAbstractButton {
public:
    Chip(const CoFeature& feature, QWidget* parent) : QAbstractButton(parent), m_contrast(feature.contrast) {
        setText(QString::number(feature.feature.value()));
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        const QString help = FeatureChips::tr("Feature %1 fires in %2 of the top contexts too. Contrast %3.")
                                 .arg(text(), formatShare(feature.share), formatContrast(feature.contrast));
        setAccessibleName(help);
        setToolTip(plainToolTip(help));
    }
    QSize sizeHint() const override {
        const QFontMetrics metrics(smallFont());
        return {metrics.horizontalAdvance(text()) + 30, metrics.height() + 8};
    }

protected:
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
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_contrast > 0 ? theme.chosen : m_contrast < 0 ? theme.rejected : theme.mutedText);
        painter.drawEllipse(QPointF(area.left() + 11, area.center().y()), 3, 3);
        painter.setPen(theme.text);
        painter.setFont(smallFont());
        painter.drawText(area.adjusted(19, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    }

private:
    const double m_contrast;
};

constexpr int gap = 6;

}  // namespace

FeatureChips::FeatureChips(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Features that fire together with this one"));
}

void FeatureChips::setFeatures(const std::vector<CoFeature>& features) {
    for (QWidget* chip : m_chips) {
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (const CoFeature& feature : features) {
        auto* chip = new Chip(feature, this);
        connect(chip, &QAbstractButton::clicked, this, [this, id = feature.feature] { Q_EMIT picked(id); });
        chip->show();
        m_chips.push_back(chip);
    }
    place(width(), true);
    updateGeometry();
}

int FeatureChips::place(int width, bool move) const {
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    for (QWidget* chip : m_chips) {
        const QSize size = chip->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += rowHeight + gap;
        }
        if (move) {
            chip->setGeometry(x, y, size.width(), size.height());
        }
        x += size.width() + gap;
        rowHeight = std::max(rowHeight, size.height());
    }
    return y + rowHeight;
}

int FeatureChips::heightForWidth(int width) const { return place(width, false); }
QSize FeatureChips::sizeHint() const { return {200, place(std::max(200, width()), false)}; }
void FeatureChips::resizeEvent(QResizeEvent*) { place(width(), true); }

}  // namespace saferscope

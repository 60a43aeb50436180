// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/margin_view.h"

#include "ui/heatmap/heat_colours.h"
#include "ui/playground/draft.h"
#include "ui/theme/picture_access.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <cmath>
#include <optional>

namespace saferscope {

class MarginView::Bar : public QWidget {
public:
    explicit Bar(QWidget* parent) : QWidget(parent) {
        setFixedHeight(12);
        connect(&ThemeManager::instance(), &ThemeManager::changed, this, qOverload<>(&QWidget::update));
    }
    void setShare(std::optional<double> share) {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(0, 1, 0, -1);
        QPainterPath shape;
        shape.addRoundedRect(area, 5, 5);
        painter.setClipPath(shape);
        painter.fillRect(area, theme.sunken);
        if (m_share) {
            const double split = area.width() * *m_share;
            painter.fillRect(QRectF(0, area.top(), split, area.height()), sideColour(theme, true));
            painter.fillRect(QRectF(split, area.top(), area.width() - split, area.height()), sideColour(theme, false));
            painter.fillRect(QRectF(split - 1, area.top(), 2, area.height()), theme.surface);
        }
        // Where neither is preferred.
        painter.fillRect(QRectF(area.width() / 2 - 0.5, area.top(), 1, area.height()), theme.text);
    }

private:
    std::optional<double> m_share;
};

MarginView::MarginView(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    auto* line = new QHBoxLayout;
    m_words = new Label(QString(), TextRole::Heading, TextTone::Normal, this);
    m_status = new ElidedLabel(QString(), TextRole::Small, TextTone::Muted, Qt::ElideRight, this);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line->addWidget(m_words);
    line->addWidget(m_status, 1);
    layout->addLayout(line);
    m_bar = new Bar(this);
    layout->addWidget(m_bar);
}

void MarginView::showMargin(double margin) {
    m_words->setText(marginWords(margin));
    const double share = 1.0 / (1.0 + std::exp(-margin));
    m_bar->setShare(std::isfinite(share) ? std::optional<double>(share) : std::nullopt);
    m_bar->setToolTip(plainToolTip(
        tr("How likely the model thinks it is that people prefer A (left) or B (right): 1 / (1 + exp(-margin))")));
    m_bar->setAccessibleName(m_words->text());
    setPictureRole(m_bar, QAccessible::Indicator,
                   std::isfinite(share) ? tr("A %1 %").arg(QLocale().toString(share * 100.0, 'f', 0)) : QString());
}

void MarginView::showSentence(const QString& sentence) {
    m_words->setText(sentence);
    m_bar->setShare(std::nullopt);
    m_bar->setAccessibleName(sentence);
    setPictureRole(m_bar, QAccessible::Indicator);
}

void MarginView::setStatus(const QString& status) {
    if (status != m_status->text()) {
        m_status->setText(status);
    }
}

QString MarginView::words() const { return m_words->text(); }
QString MarginView::status() const { return m_status->text(); }

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pair_token_panel.h"

#include "ui/heatmap/heat_values.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/cover.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

namespace {

constexpr int widestColumn = 300;  ///< bars of two tokens' features are compared at a glance only when they are short

int rowHeight() { return QFontMetrics(smallFont()).height() + 10; }

}  // namespace

void TokenFeatureModel::setEntries(std::vector<Entry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const TokenFeatureModel::Entry* TokenFeatureModel::entryAt(int row) const {
    return row >= 0 && row < static_cast<int>(m_entries.size()) ? &m_entries[static_cast<std::size_t>(row)] : nullptr;
}

int TokenFeatureModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant TokenFeatureModel::data(const QModelIndex& index, int role) const {
    const Entry* entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (entry == nullptr) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return QString::number(entry->feature.value());
    }
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
        QString text = tr("Feature %1: activation %2, contrast %3")
                           .arg(QString::number(entry->feature.value()),
                                formatNumber(static_cast<double>(entry->value)), formatContrast(entry->contrast));
        for (const QString& more : {entry->label, entry->note}) {
            text += more.isEmpty() ? QString() : QLatin1Char('\n') + more;
        }
        return role == Qt::ToolTipRole ? plainToolTip(text) : text;
    }
    return {};
}

void TokenFeatureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    const auto* model = qobject_cast<const TokenFeatureModel*>(index.model());
    const TokenFeatureModel::Entry* entry = model == nullptr ? nullptr : model->entryAt(index.row());
    if (entry == nullptr) {
        return;
    }
    const Theme& theme = currentTheme();
    const QRectF area = QRectF(option.rect).adjusted(2, 1, -2, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? theme.selection : mixColors(theme.surface, theme.text, 0.05));
        painter->drawRoundedRect(area, smallCornerRadius, smallCornerRadius);
    }
    const QFontMetrics metrics(smallFont());
    qreal name = metrics.horizontalAdvance(QStringLiteral("000000")) + 6;
    const qreal number = metrics.horizontalAdvance(QStringLiteral("000.00")) + 4;
    painter->setFont(smallFont());
    painter->setPen(theme.text);
    painter->drawText(area.adjusted(8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      QString::number(entry->feature.value()));
    if (!entry->label.isEmpty()) {
        const qreal room = std::max(0.0, area.width() * 0.62 - name);
        painter->setPen(theme.mutedText);
        painter->drawText(QRectF(area.left() + 8 + name, area.top(), room, area.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(cellText(entry->label), Qt::ElideRight, int(room)));
        name += room + 6;
    }
    const QRectF track(area.left() + 8 + name, area.center().y() - 3, std::max(10.0, area.width() - name - number - 24),
                       6);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixColors(theme.surface, theme.sunken, 0.8));
    painter->drawRoundedRect(track, 3, 3);
    const double share = model->highest() > 0.0f ? static_cast<double>(entry->value / model->highest()) : 0.0;
    QColor fill = entry->contrast > 0.005 ? theme.chosen : entry->contrast < -0.005 ? theme.rejected : theme.mutedText;
    fill.setAlphaF(0.85f);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(track.left(), track.top(), std::max(3.0, track.width() * share), track.height()), 3,
                             3);
    painter->setPen(theme.mutedText);
    painter->drawText(area.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                      formatNumber(static_cast<double>(entry->value)));
    painter->restore();
}

QSize TokenFeatureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const auto* view = qobject_cast<const QListView*>(option.widget);
    const int width = view != nullptr && !view->gridSize().isEmpty() ? view->gridSize().width() : option.rect.width();
    return {width, rowHeight()};
}

PairTokenPanel::PairTokenPanel(QWidget* parent) : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(tr("Features at this token"), QString(), this);
    m_card = card;
    outer->addWidget(card);
    m_heading = new ElidedLabel(QString(), TextRole::Strong, TextTone::Normal, Qt::ElideRight, card);
    m_heading->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    Cover::instance().watchWithSheet(m_heading);  // it quotes the token
    m_remark = new Label(QString(), TextRole::Small, TextTone::Muted, card);
    m_remark->setWordWrap(true);
    card->body()->setSpacing(spacing(1));
    m_top = new QBoxLayout(QBoxLayout::TopToBottom);
    m_top->setSpacing(spacing(1));
    m_top->addWidget(m_heading);
    m_top->addWidget(m_remark, 1);
    card->body()->addLayout(m_top);
    m_model = new TokenFeatureModel(this);
    m_list = new QListView(card);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TokenFeatureDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMinimumHeight(72);
    m_list->setAccessibleName(tr("Strongest features at the token"));
    card->body()->addWidget(m_list, 1);
    m_where = new QPushButton(card);
    m_where->setProperty("role", QStringLiteral("quiet"));
    card->body()->addWidget(m_where, 0, Qt::AlignLeft);
    const auto pick = [this](const QModelIndex& index) {
        if (const auto* entry = m_model->entryAt(index.row()); entry != nullptr) {
            Q_EMIT featurePicked(entry->feature);
        }
    };
    connect(m_list, &QListView::clicked, this, pick);
    connect(m_list, &QListView::activated, this, pick);
    connect(m_where, &QPushButton::clicked, this, [this] {
        if (m_feature) {
            Q_EMIT whereRequested(*m_feature);
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &PairTokenPanel::fitWhere);
    setFeature({});
    showNothing();
}

void PairTokenPanel::setIndex(std::shared_ptr<const FeatureIndex> index) {
    m_index = std::move(index);
    showNothing();
}

void PairTokenPanel::showNothing() {
    m_model->setEntries({});
    setHeading(tr("No token selected"));
    m_remark->setText(tr("Point at a token, or select one, to see which features fire there."));
    m_remark->setToolTip({});
}

void PairTokenPanel::showToken(PairIndex pair, Segment segment, int token,
                               const std::vector<FeatureContrast>& contrasts) {
    if (m_index == nullptr || token < 0) {
        showNothing();
        return;
    }
    const std::vector<TokenInfo> tokens = m_index->tokens(pair, segment);
    if (token >= static_cast<int>(tokens.size())) {
        showNothing();
        return;
    }
    const TokenInfo& info = tokens[static_cast<std::size_t>(token)];
    std::vector<TokenFeatureModel::Entry> entries;
    const std::vector<LatentEntry> latents = m_index->latents(pair, segment, static_cast<std::uint32_t>(token));
    for (const LatentEntry& latent : latents) {
        if (entries.size() >= shownFeatures) {
            break;
        }
        const std::uint32_t id = latent.feature.value();
        entries.push_back({latent.feature, latent.value, id < contrasts.size() ? contrasts[id].contrast : 0.0});
    }
    setHeading(
        QStringLiteral("\u201C%1\u201D").arg(visibleToken(tokenText(m_index->segmentText(pair, segment), info))));
    const QString where = segment == Segment::Chosen     ? tr("chosen")
                          : segment == Segment::Rejected ? tr("rejected")
                                                         : tr("prompt");
    m_remark->setText(
        tr("%1 token %2 \u00B7 %3 \u00B7 %4")
            .arg(where)
            .arg(token + 1)
            .arg(info.sentenceEnd ? tr("sentence end") : tr("not a sentence end"))
            .arg(latents.empty() ? tr("nothing fires") : tr("%Ln features fire", nullptr, pluralOf(latents.size()))));
    m_remark->setToolTip({});
    m_model->setEntries(std::move(entries));
    markFeature();
}

void PairTokenPanel::showEntries(const QString& heading, const QString& remark,
                                 std::vector<TokenFeatureModel::Entry> entries, const QString& help) {
    setHeading(heading);
    m_remark->setText(remark);
    m_remark->setToolTip(help.isEmpty() ? QString() : plainToolTip(help));
    m_model->setEntries(std::move(entries));
    markFeature();
}

void PairTokenPanel::setTitle(const QString& title) { m_card->setTitle(title); }

void PairTokenPanel::markFeature() {
    for (int row = 0; m_feature && row < m_model->rowCount(); ++row) {
        if (m_model->entryAt(row)->feature == *m_feature) {
            m_list->setCurrentIndex(m_model->index(row));
        }
    }
}

void PairTokenPanel::setFeature(std::optional<FeatureId> feature) {
    m_feature = feature;
    m_where->setEnabled(feature.has_value());
    fitWhere();
}

// The longest wording that the column has room for; the whole question is in the tool tip and for screen readers.
void PairTokenPanel::fitWhere() {
    QStringList wordings = {tr("Where else does it fire?"), tr("Where else?")};
    if (m_feature) {
        const QString number = QString::number(m_feature->value());
        wordings = {tr("Where else does feature %1 fire?").arg(number), tr("Where else does %1 fire?").arg(number),
                    tr("%1 elsewhere").arg(number)};
    }
    m_where->setAccessibleName(wordings.front());
    for (const QString& wording : wordings) {
        m_where->setText(wording);
        m_where->setToolTip(wording == wordings.front() ? QString() : plainToolTip(wordings.front()));
        // Four pixels are the rims that show where the keyboard is.
        if (m_where->sizeHint().width() <= width() - 2 * spacing(5) - 4) {
            break;
        }
    }
}

void PairTokenPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int room = std::max(120, width() - 2 * spacing(5) - 28);  // card and scroll bar
    const int columns = std::max(1, (room + widestColumn / 2) / widestColumn);
    m_top->setDirection(columns > 1 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_top->setSpacing(spacing(columns > 1 ? 3 : 1));
    fitHeading();
    m_list->setFlow(columns > 1 ? QListView::LeftToRight : QListView::TopToBottom);
    m_list->setWrapping(columns > 1);
    m_list->setGridSize(QSize(room / columns, rowHeight()));
    fitWhere();
}

void PairTokenPanel::setHeading(const QString& heading) {
    m_heading->setText(heading);
    fitHeading();
}

/// In one row the remark wraps before the heading is cut, which takes a third of the row where it needs it.
void PairTokenPanel::fitHeading() {
    const bool row = m_top->direction() == QBoxLayout::LeftToRight;
    const int room = (width() - 2 * spacing(5)) / 3;
    m_heading->setMaximumWidth(row ? std::max(1, room) : QWIDGETSIZE_MAX);
    m_heading->setMinimumWidth(row ? std::clamp(m_heading->sizeHint().width(), 0, std::max(0, room)) : 0);
}

QString PairTokenPanel::heading() const { return m_heading->text(); }

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/contrast.h"
#include "core/features/feature_index.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;
class QListView;
class QPushButton;

namespace saferscope {

class Card;
class ElidedLabel;
class Label;

/// The features of one token, strongest first.
class TokenFeatureModel : public QAbstractListModel {
    Q_OBJECT

public:
    struct Entry {
        FeatureId feature;
        float value = 0.0f;
        double contrast = 0.0;
        QString label = {};  ///< what people call it; shown where there is one
        QString note = {};   ///< for the tool tip: ratings
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<Entry> entries);
    const Entry* entryAt(int row) const;
    float highest() const { return m_entries.empty() ? 0.0f : m_entries.front().value; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<Entry> m_entries;
};

/// Number, bar in the colour of the feature's side, value.
class TokenFeatureDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// What fires at the token under the pointer, or at the selected one: its top features as bars, a click on one shows it
/// in the heat maps, and a button leads to everywhere it fires.
class PairTokenPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t shownFeatures = 24;

    explicit PairTokenPanel(QWidget* parent = nullptr);
    void setIndex(std::shared_ptr<const FeatureIndex> index);
    /// `contrasts` of every feature give the bars their colours.
    void showToken(PairIndex pair, Segment segment, int token, const std::vector<FeatureContrast>& contrasts);
    /// Features that somebody else looked up, strongest first: of a whole answer, or of a text that no index holds.
    /// `help` is more about the remark, for its tool tip.
    void showEntries(const QString& heading, const QString& remark, std::vector<TokenFeatureModel::Entry> entries,
                     const QString& help = {});
    void setTitle(const QString& title);
    void showNothing();
    void setFeature(std::optional<FeatureId> feature);
    QListView* list() const { return m_list; }
    QPushButton* whereButton() const { return m_where; }
    TokenFeatureModel* model() const { return m_model; }
    QString heading() const;

Q_SIGNALS:
    void featurePicked(saferscope::FeatureId feature);
    void whereRequested(saferscope::FeatureId feature);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void markFeature();
    void fitWhere();
    void setHeading(const QString& heading);
    void fitHeading();

    std::shared_ptr<const FeatureIndex> m_index;
    std::optional<FeatureId> m_feature;
    Card* m_card = nullptr;
    QBoxLayout* m_top = nullptr;
    ElidedLabel* m_heading = nullptr;
    Label* m_remark = nullptr;
    QListView* m_list = nullptr;
    QPushButton* m_where = nullptr;
    TokenFeatureModel* m_model = nullptr;
};

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/pages/agreement_state.h"
#include "ui/widgets/card.h"

#include <array>
#include <vector>

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace saferscope {

class ElidedLabel;
class Label;
class SegmentedSwitch;
class WorkspaceSession;

/// The features that raters disagree about, what each says, and the last word on them. Keys 1 to 5 on the list settle
/// the selected feature; what is written in the field beside it is stored as the reason.
class AgreementDisputes : public Card {
    Q_OBJECT

public:
    explicit AgreementDisputes(QWidget* parent = nullptr);
    /// Null clears. The owner calls refresh() when ratings change.
    void setSession(WorkspaceSession* session);
    void refresh();
    /// Lists these features instead, whatever their scores, until closed.
    void showFeatures(const QString& title, std::vector<FeatureId> features);

    const std::vector<AgreementRow>& rows() const { return m_rows; }
    QTableWidget* table() const { return m_table; }
    std::optional<FeatureId> current() const;
    /// Writes the selected feature's last word and goes on to the next one.
    void adjudicate(int score);
    /// Takes back what this window adjudicated last; does nothing when that was undone already.
    void undo();

Q_SIGNALS:
    void featureActivated(saferscope::FeatureId feature);
    void failed(const saferscope::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum Shown { Open, Settled, Picked };
    struct Written {
        FeatureId feature;
        std::string eventId;
    };

    QWidget* makeDetail();
    void fillTable();
    void showDetail();
    void write(const RatingEvent& event);

    WorkspaceSession* m_session = nullptr;
    Disagreements m_found;
    std::vector<FeatureId> m_picked;
    std::vector<AgreementRow> m_rows;
    std::vector<Written> m_written;  ///< this window's adjudications that were not undone
    Shown m_shown = Open;

    SegmentedSwitch* m_switch = nullptr;
    QWidget* m_pickedBar = nullptr;
    ElidedLabel* m_pickedTitle = nullptr;
    Label* m_nothing = nullptr;
    QWidget* m_filled = nullptr;
    QTableWidget* m_table = nullptr;
    Label* m_name = nullptr;
    Label* m_label = nullptr;
    QWidget* m_opinions = nullptr;
    Label* m_verdict = nullptr;
    QLineEdit* m_reason = nullptr;
    std::array<QPushButton*, 5> m_scores{};
    QPushButton* m_undo = nullptr;
};

}  // namespace saferscope

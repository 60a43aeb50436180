// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/judge_form.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace saferscope {

class JudgeKeyRow;
class Label;

/// The fields of the dialog: which judge, where, about which features, at what cost and pace. Rows that do not belong
/// to the chosen judge are hidden; what each judge's rows held comes back with it.
class JudgeFields : public QWidget {
    Q_OBJECT

public:
    /// `selected`: a feature's number as text, empty when none is selected. `candidates`: what the workspace says.
    JudgeFields(SecretStore* store, const QString& selected, std::uint32_t candidates, QWidget* parent = nullptr);
    void setForm(const JudgeForm& form);
    JudgeForm form() const;
    JudgeSource source() const;

    JudgeKeyRow* key() const { return m_key; }
    QString file() const;
    void setFile(const QString& path);
    QString fileRater() const;
    void setTemplate(const std::string& text);
    QComboBox* sourceBox() const { return m_source; }
    QLineEdit* addressField() const { return m_address; }
    QLineEdit* modelField() const { return m_model; }

Q_SIGNALS:
    void changed();

private:
    void makeServerRows();
    void makeFeatureRows(const QString& selected, std::uint32_t candidates);
    void makeCostRows();
    void makeFileRows();
    QWidget* addRow(const QString& label, QWidget* field, QWidget* buddy, const QString& remark = {});
    void showSource();
    void readSettings(JudgeSettings& settings) const;
    void writeSettings(const JudgeSettings& settings);
    void lookForKey();
    void chooseFile();

    JudgeForm m_form;
    JudgeSource m_shown = JudgeSource::WordLists;
    bool m_filling = false;
    std::string m_template;
    SecretStore* const m_store;
    QFormLayout* m_layout = nullptr;
    std::vector<QWidget*> m_serverRows;
    std::vector<QWidget*> m_localRows;  ///< for judges that read features; not for files
    std::vector<QWidget*> m_fileRows;
    QWidget* m_versionRow = nullptr;

    QComboBox* m_source = nullptr;
    Label* m_sourceRemark = nullptr;
    QLineEdit* m_address = nullptr;
    QLineEdit* m_model = nullptr;
    QLineEdit* m_name = nullptr;  ///< the judge's, in the log
    QLineEdit* m_version = nullptr;
    JudgeKeyRow* m_key = nullptr;
    QComboBox* m_which = nullptr;
    QSpinBox* m_candidates = nullptr;
    QCheckBox* m_missing = nullptr;
    QDoubleSpinBox* m_inputPrice = nullptr;
    QDoubleSpinBox* m_outputPrice = nullptr;
    QSpinBox* m_maxRequests = nullptr;
    QDoubleSpinBox* m_maxCost = nullptr;
    QSpinBox* m_concurrency = nullptr;
    QSpinBox* m_perMinute = nullptr;
    QLineEdit* m_file = nullptr;
    QLineEdit* m_fileRater = nullptr;
};

}  // namespace saferscope

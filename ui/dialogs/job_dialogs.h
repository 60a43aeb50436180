// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/job_request.h"
#include "ui/dialogs/form_dialog.h"

#include <vector>

class QComboBox;
class QLineEdit;

namespace saferscope {

/// A dialog that ends in a job. Its fields start with what the workspace most probably wants; a dialog whose inputs
/// are missing says so and cannot be accepted.
class JobDialog : public FormDialog {
    Q_OBJECT

public:
    JobDialog(const QString& title, const QString& sentence, const QString& action, QWidget* parent);
    virtual JobRequest request() const = 0;

protected:
    QComboBox* addDatasets(const Workspace& workspace, const QString& remark = {});
    QComboBox* addArtifacts(const Workspace& workspace, ArtifactKind kind, const QString& label);
    QComboBox* addDevices();
    /// A number of the given range with what it means behind it.
    QLineEdit* addNumber(const QString& label, double value, double least, double most, const QString& remark = {},
                         bool whole = true);
    /// The same at the right of the row before it.
    QLineEdit* addNumberBeside(const QString& label, double value, double least, double most, bool whole = true);
    /// Whether everything but the numbers is as it has to be for a start.
    virtual bool ready() const { return true; }
    /// Call when the answer of ready() or the rows that are shown may be others.
    void updateAction();

private:
    QLineEdit* makeNumber(double value, double least, double most, bool whole);
    void reportMissing(const QString& what, const QString& whatToDo);

    std::vector<QLineEdit*> m_numbers;
    bool m_missing = false;  ///< the workspace lacks what this is to be done with
};

/// The dialog for a kind of job.
JobDialog* makeJobDialog(JobKind kind, const Workspace& workspace, QWidget* parent);

}  // namespace saferscope

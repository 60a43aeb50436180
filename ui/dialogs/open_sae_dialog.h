// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/open_artifact_dialog.h"

class QComboBox;
class QSpinBox;

namespace saferscope {

class MessageBar;
class Workspace;

/// A published sparse autoencoder for the workspace, in any layout. What its files do not say (k, the layer) is asked;
/// what had to be assumed, and how well it does on real activations, is shown when it is in. Warnings stand in a bar
/// of their own.
class OpenSaeDialog : public OpenArtifactDialog {
    Q_OBJECT

public:
    explicit OpenSaeDialog(const Workspace& workspace, QWidget* parent = nullptr);
    QSpinBox* layerField() const { return m_layer; }
    QSpinBox* kField() const { return m_k; }
    QComboBox* layoutBox() const { return m_layoutBox; }
    MessageBar* warningBar() const { return m_warnings; }

protected:
    QStringList lookArguments() const override;
    QStringList addArguments() const override;
    bool showFound(const Json& answer) override;
    void showAdded(const Json& answer) override;
    void forgetFound() override;
    void setFieldsEnabled(bool enabled) override;

private:
    QStringList readingOptions() const;
    QWidget* makeAsked();
    void showQuality(const Json& quality);

    QComboBox* m_layoutBox = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_dataset = nullptr;
    QWidget* m_asked = nullptr;
    Label* m_askedWhy = nullptr;
    Label* m_layerName = nullptr;
    Label* m_kName = nullptr;
    QSpinBox* m_layer = nullptr;
    QSpinBox* m_k = nullptr;
    MessageBar* m_warnings = nullptr;
    QString m_foundK;
};

/// A layout of SAEs as people know it; `name` as `safer sae` spells it.
QString saeLayoutText(const QString& name);
/// Those names, in the order people look for them.
QStringList saeLayoutNames();

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace saferscope {

/// Shows pages of the help and nothing else: addresses are "help:NAME" or "help:NAME#place"; any other, also of
/// pictures, is left alone, so that no page can read a file or reach the network. Colours and sizes follow the theme.
class HelpBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit HelpBrowser(QWidget* parent = nullptr);
    void showPage(const QString& address);  ///< "mapping", "formats#pairs"
    QString page() const;                   ///< the name of what is shown; empty before the first
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;

private:
    void restyle();
};

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace saferscope {

/// Shows pages of the help and nothing else: addresses are "help:NAME" or "help:NAME#place", of pictures
/// "help:pictures/NAME"; any other is left alone, so that no page can read a file or reach the network. Colours, sizes
/// and pictures follow the theme.
class HelpBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit HelpBrowser(QWidget* parent = nullptr);
    void showPage(const QString& address);  ///< "mapping", "formats#pairs"
    QString page() const;                   ///< the name of what is shown; empty before the first
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    bool fitPictures();  ///< whether their width is another now

    int m_pictureWidth = 640;  ///< in points of the screen; follows the page's width
};

}  // namespace saferscope

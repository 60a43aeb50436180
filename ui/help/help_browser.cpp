// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_browser.h"

#include "ui/help/help_pages.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QScrollBar>
#include <QStyle>
#include <QtMath>
#include <algorithm>
#include <utility>

namespace saferscope {
namespace {

const QString helpScheme = QStringLiteral("help");

constexpr int mostPictureWidth = 860;  // of 1280 points: still read with ease
constexpr int leastPictureWidth = 200;
constexpr int pictureStep = 20;  // a page is laid out anew when its pictures change

/// The style sheet of a QTextDocument knows points and pixels only, so it is made anew for each size of text.
QString pageStyle() {
    const Theme& theme = currentTheme();
    const auto points = [](const QFont& font) { return QString::number(font.pointSizeF(), 'f', 1); };
    return QStringLiteral(
               "body { color: %1; }"
               "h1 { font-size: %5pt; font-weight: 600; margin-top: 4px; margin-bottom: 10px; }"
               "h2 { font-size: %6pt; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }"
               "h3 { font-size: %9pt; font-weight: 600; margin-top: 14px; margin-bottom: 4px; }"
               "p { margin-top: 4px; margin-bottom: 8px; line-height: 125%; }"
               "p.picture { line-height: 100%; }"
               "li { margin-top: 2px; margin-bottom: 4px; line-height: 125%; }"
               "a { color: %2; text-decoration: none; }"
               "code, kbd { font-family: '%7'; color: %1; background-color: %4; }"
               "th { color: %3; font-weight: 600; border-bottom: 1px solid %8; }"
               "td { border-bottom: 1px solid %8; }"
               "td.files { color: %3; }"
               "td.notes { color: %3; }")
        .arg(theme.text.name(), theme.accent.name(), theme.mutedText.name(), theme.sunken.name(), points(titleFont()),
             points(headingFont()), monoFont().family(), theme.border.name(), points(bodyFont()));
}

}  // namespace

HelpBrowser::HelpBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenExternalLinks(false);
    setFrameShape(QFrame::NoFrame);
    setStyleSheet(QStringLiteral("QTextEdit { border: none; border-radius: 0; }"));  // it fills its side of the window
    setWordWrapMode(QTextOption::WordWrap);  // a name of a file that is cut in two is none
    setAccessibleName(tr("Page of the help"));
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    document()->setDocumentMargin(spacing(5));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &HelpBrowser::restyle);
    restyle();
}

void HelpBrowser::showPage(const QString& address) { setSource(QUrl(helpScheme + QLatin1Char(':') + address)); }

QString HelpBrowser::page() const { return source().path(); }

QVariant HelpBrowser::loadResource(int type, const QUrl& name) {
    if (name.scheme() != helpScheme) {
        return {};
    }
    if (type == QTextDocument::HtmlResource) {
        return helpPageHtml(name.path());
    }
    if (type == QTextDocument::ImageResource) {
        QImage picture = helpPicture(name.path(), currentTheme().dark);
        if (picture.isNull()) {
            return {};
        }
        // A document draws pictures pixel by pixel: scaled here, they are smooth and sharp on every screen.
        const double ratio = devicePixelRatioF();
        const int width = std::min(picture.width(), qRound(m_pictureWidth * ratio));
        // Not as a palette, into which the mixed colours of a smaller picture would be forced.
        picture = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
        picture = picture.scaledToWidth(width, Qt::SmoothTransformation);
        picture.setDevicePixelRatio(ratio);
        return picture;
    }
    return {};
}

void HelpBrowser::doSetSource(const QUrl& name, QTextDocument::ResourceType) {
    if (name.scheme() == helpScheme && !helpPageHtml(name.path()).isEmpty()) {
        QTextBrowser::doSetSource(name, QTextDocument::HtmlResource);
    }
}

void HelpBrowser::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    if (fitPictures()) {
        restyle();
    }
}

bool HelpBrowser::fitPictures() {
    // As if the bar were there: with it or without it, the width stays the same.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const int room = width() - bar - 2 * qCeil(document()->documentMargin());
    const int fits = std::clamp(room / pictureStep * pictureStep, leastPictureWidth, mostPictureWidth);
    return std::exchange(m_pictureWidth, fits) != fits;
}

void HelpBrowser::restyle() {
    document()->setDefaultFont(bodyFont());
    document()->setDefaultStyleSheet(pageStyle());
    if (!source().isEmpty()) {
        const int place = verticalScrollBar()->value();
        const int whole = std::max(1, verticalScrollBar()->maximum());
        setHtml(helpPageHtml(page()));  // not reload(): the way back stays as it is
        verticalScrollBar()->setValue(
            static_cast<int>(static_cast<qint64>(place) * verticalScrollBar()->maximum() / whole));
    }
}

}  // namespace saferscope

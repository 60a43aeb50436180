# SPDX-License-Identifier: GPL-3.0-or-later
# The .deb (`make package`). Caches of menus, types, icons and manual pages are brought up to date by the triggers that
# their own packages have on these folders, so the package has no script that runs as root.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME saferscope)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Saferscope authors <saferscope@localhost>" CACHE STRING "Maintainer of the package")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# Not seen by dpkg-shlibdeps, as they are loaded when needed: the plug-in that draws the style sheet's SVG icons (since Debian
# 13 in a package of its own); Qt's own words in German and Chinese. Debian's libtorch multiplies matrices 100 times slower
# without the OpenMP build of OpenBLAS.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-openmp, hicolor-icon-theme, libqt6svg6 (<< 6.5) | qt6-svg-plugins")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, fonts-dejavu-core, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "slurm-client")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "explorer of what reward models have learned")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Reward models decide what a language model is taught to prefer. Saferscope
takes a preference data set and a reward model, trains a sparse autoencoder on
the activations of the model, and shows which features set chosen answers
apart from rejected ones, down to the single token. Features are rated by
people and by language models; experiments poison or clean the data and
measure what becomes of the model.

The package has the window (saferscope) and the commands (safer), which do the
same work without a screen. Both run on the machine alone; nothing is sent
anywhere unless a language model is asked to rate features.")

# Debian reads these two; other packages may leave them out.
configure_file(${PROJECT_SOURCE_DIR}/packaging/debian/changelog.in ${PROJECT_BINARY_DIR}/packaging/changelog.Debian @ONLY)
install(FILES packaging/lintian-overrides RENAME saferscope DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides)
include(CPack)

"""Common given names of people in Germany: with one of them, two capitalised words are a person."""

GIVEN_NAMES = frozenset(
    """
    Achim Adam Adrian Agnes Agnieszka Ahmet Aileen Alessandro Alex Alexander Alexandra Alexej Ali Alina Aline
    Amelie Amina Andrea Andreas Andrej Angela Angelika Anika Anita Anja Anke Anna Annalena Anne Annegret
    Anneliese Annett Annette Annika Antje Anton Antonia Antonio Arend Armin Arndt Arne Arno Arnold Arthur Artur
    Astrid Axel Ayse Barbara Bastian Beate Beatrice Beatrix Ben Benedikt Benjamin Benno Bernd Bernhard Bert
    Berthold Bettina Bianca Birgit Birte Bjarne Björn Bodo Boris Brigitte Britta Bruno Burkhard Burkhardt Can
    Carina Carl Carla Carmen Carola Carolin Caroline Carsten Catharina Cem Charlotte Chiara Christa Christel
    Christian Christiane Christin Christina Christine Christof Christoph Christopher Claas Clara Claudia Claus
    Clemens Conny Constanze Cora Cordula Corinna Cornelia Cornelius Dagmar Daniel Daniela Danny David Denis
    Dennis Detlef Diana Dieter Dietmar Dietrich Dirk Dominik Doris Dorit Dorothea Dorothee Dörte Eberhard Eckart
    Eckhard Edda Edgar Edith Eduard Elena Elias Elif Elisa Elisabeth Elke Ella Ellen Elmar Elsa Emil Emilia
    Emily Emine Emma Enrico Eric Erich Erik Erika Ernst Erwin Esther Eva Evelyn Ewa Fabian Fabio Falk Fatma
    Felicitas Felix Ferdinand Finn Florian Frank Franz Franziska Fred Frederik Frieda Friederike Friedhelm
    Friedrich Fritz Gabi Gabriel Gabriele Georg Gerald Gerd Gereon Gerhard Gerlinde Gero Gert Gertrud Gisela
    Gottfried Gregor Greta Grit Gudrun Guido Gunnar Gunter Gustav Günter Günther Hagen Hanna Hannah Hannelore
    Hannes Hans Harald Harry Hartmut Hasan Heidi Heidrun Heike Heiko Heinrich Heinz Helen Helena Helene Helga
    Helge Helmut Hendrik Henning Henri Henrik Henry Herbert Hermann Hilde Hildegard Holger Horst Hubert Hubertus
    Hugo Ida Ilka Ilona Ilse Imke Ina Ines Inga Inge Ingeborg Ingo Ingrid Inka Irene Irina Iris Irmgard Isabel
    Isabell Isabella Isabelle Ivan Ivo Jacob Jakob Jan Jana Janina Janine Jannik Jasmin Jean Jennifer Jenny Jens
    Jessica Jessika Jim Joachim Jochen Joel Johann Johanna Johannes John Jonas Jonathan Josef Joseph Josephine
    Judith Jule Julia Julian Juliane Justus Jutta Jörg Jörn Jürgen Kai Karen Karin Karina Karl Karla Karola
    Karolin Karsten Kaspar Katarina Katarzyna Katharina Katherina Kathleen Kathrin Katja Katrin Kay Kerstin
    Kevin Kilian Kim Kirsten Klara Klaus Knut Konrad Konstantin Korinna Kristian Kristin Kristina Kurt Lara
    Larissa Lars Laura Laurenz Lea Lena Lennart Leo Leon Leonard Leonhard Leonie Liane Lina Linda Linus Lisa
    Lothar Louis Louisa Luca Lucas Lucia Ludger Ludwig Luis Luise Lukas Lutz Lydia Madeleine Magdalena Maik
    Maike Maja Malgorzata Malte Mandy Manfred Manuel Manuela Mara Marc Marcel Marco Marcus Mareike Margarete
    Margit Margot Margret Maria Marian Marianne Marie Marina Mario Marion Marius Mark Marko Markus Marlene
    Marlies Marta Martha Martin Martina Marvin Marzena Mathias Mathilde Matthias Maurice Max Maximilian Maya
    Mehmet Meike Melanie Mercedes Meret Merle Mia Michael Michaela Michele Miguel Mike Milan Mirco Miriam Mirjam
    Mirko Mohamed Mona Monika Monique Moritz Mustafa Nadia Nadine Nadja Nancy Natalia Natalie Natascha Nele Nico
    Nicola Nicolas Nicole Niels Nikola Nikolai Nikolaus Nils Nina Noah Nora Norbert Norman Olaf Ole Oleg Olga
    Oliver Oskar Oswald Otto Patricia Patrick Patrik Paul Paula Pauline Pedro Peer Peggy Peter Petra Philip
    Philipp Philippe Pia Pierre Piotr Rafael Raimund Rainer Ralf Ralph Ramona Raphael Rebecca Rebekka Regina
    Regine Reiner Reinhard Reinhold Renate René Ricarda Richard Rico Rita Robert Robin Roger Roland Rolf Roman
    Romy Ron Ronald Ronja Ronny Rosa Rosemarie Rudi Rudolf Rupert Ruth Rüdiger Sabina Sabine Sabrina Samuel
    Sandra Sandro Sara Sarah Sascha Saskia Sebastian Selina Sergej Siegfried Siegmar Sigrid Silja Silke Silvana
    Silvia Simon Simona Simone Sina Sofia Sofie Sonja Sophia Sophie Stefan Stefanie Steffen Steffi Stella
    Stephan Stephanie Steven Susan Susann Susanne Suse Sven Svenja Svetlana Swen Sybille Sylke Sylvia Tabea
    Tamara Tania Tanja Tatjana Teresa Theo Theodor Theresa Therese Thilo Thomas Thorben Thore Thorsten Till
    Tilman Tim Timo Tina Tino Tobias Tom Tomasz Toni Torben Torsten Tristan Udo Ugur Ulf Ulla Ulli Ullrich
    Ulrich Ulrike Ursula Uschi Uta Ute Uwe Valentin Valentina Valerie Vanessa Vera Verena Veronika Victor
    Victoria Viktor Viktoria Vincent Viola Vivian Viviane Volker Volkmar Walter Waltraud Wanda Wendelin Wenke
    Werner Wiebke Wilfried Wilhelm Willi Willy Winfried Wolf Wolfgang Wolfram Xaver Xenia Yannick Yasemin Yasmin
    Yvonne Zoe Özlem Öztürk
    """.split()
)
